package io.byteor.validator.gateway.http.escalation;

/** Escalations, as the OpenAPI document shows them. */
final class Examples {
    static final String NOTE = """
            {"note": "the agent has a new key"}""";

    static final String MOVED = """
            {"escalationId": "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c.1764150000.000001", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c4",
             "state": "resolved", "revision": 3}""";

    static final String RAISED = """
            {"escalationId": "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c.1764150000.000001", "state": "raised", "cause": "agent_forbidden", "subject": "quake-agent",
             "environment": "demo", "evidence": "5 answers 403 to agent quake-agent within PT1M", "revision": 1,
             "raisedAt": "2026-11-26T10:00:00Z"}""";

    static final String PAGE = """
            {"items": [{"escalationId": "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c.1764150000.000001", "state": "acknowledged", "cause": "approval_missing",
               "subject": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "environment": "demo",
               "evidence": "the posture asks for 1, none is named", "replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f02", "revision": 2,
               "raisedAt": "2026-11-26T10:00:00Z",
               "acknowledged": {"issuer": "https://byteor.local", "subject": "olga", "at": "2026-11-26T10:02:00Z", "note": "on it"}}]}""";

    private Examples() {}
}
