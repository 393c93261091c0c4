package io.byteor.audit.http.incident;

/** Answers, as the OpenAPI document shows them. */
final class Examples {
    static final String INCIDENTS = """
            {"items": [{"incidentId": "quake-2026-11-26", "title": "alerts were lost", "environments": ["demo"],
               "agents": ["quake-agent"], "pipelines": ["quake-alerts"], "bundles": 1, "replays": 2,
               "firstCapturedAt": "2026-11-26T09:40:00Z", "lastCapturedAt": "2026-11-26T09:40:00Z", "approvedAt": null}], "next": null}""";

    static final String INCIDENT = """
            {"incident": {"incidentId": "quake-2026-11-26", "title": "alerts were lost", "environments": ["demo"],
               "agents": ["quake-agent"], "pipelines": ["quake-alerts"], "bundles": 1, "replays": 2,
               "firstCapturedAt": "2026-11-26T09:40:00Z", "lastCapturedAt": "2026-11-26T09:40:00Z", "approvedAt": null},
             "timeline": {"items": [
               {"at": "2026-11-26T09:40:00Z", "kind": "bundle_captured", "environment": "demo",
                "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "replayId": null,
                "approvalId": null, "escalationId": null, "by": "quake-agent", "what": "alerts were lost"},
               {"at": "2026-11-26T10:00:00.05Z", "kind": "replay_decided", "environment": "demo",
                "bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f",
                "replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "approvalId": null, "escalationId": null, "by": null,
                "what": "rejected: APPROVAL_MISSING"}], "next": null}}""";

    private Examples() {}
}
