package io.byteor.validator.gateway.http.replay;

/** Requests and decisions, as the OpenAPI document shows them. */
public final class Examples {
    public static final String DRY_RUN = """
            {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "dry_run", "lanes": ["feed"],
             "selection": {"sequences": {"from": 100, "to": 199}, "predicate": "payload.properties.mag >= 4.5"},
             "reason": "alerts were lost", "ticket": "OPS-4"}""";

    public static final String EXECUTE = """
            {"bundleId": "sha256:5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f", "mode": "execute", "rate": 1000,
             "errorBudget": 10, "approvalId": "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10", "reason": "alerts were lost"}""";

    public static final String ACCEPTED = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c4",
             "decision": "accepted", "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "findings": [{"code": "BUNDLE_UNKNOWN", "outcome": "passed", "evidence": "the bundle is known", "remedy": ""}]}""";

    public static final String REJECTED = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f02", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c5",
             "decision": "rejected", "requestDigest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "findings": [{"code": "APPROVAL_MISSING", "outcome": "failed", "evidence": "the posture asks for 1, none is named",
               "remedy": "ask for an approval of this very request"}]}""";

    public static final String WHY = """
            {"reason": "the target is under repair"}""";

    public static final String PAUSED = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c6", "wanted": "paused", "revision": 1}""";

    public static final String RESUMED = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c6", "wanted": "running", "revision": 2}""";

    public static final String CANCELLED = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "commandId": "0197c3f2-0a4c-7a10-8c55-90d1f4a2b3c6", "wanted": "cancelled", "revision": 3}""";

    public static final String PROGRESS = """
            {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "environment": "demo", "state": "running", "runner": "runner-1",
             "scanned": 40000, "selected": 40000, "expected": 102420, "actions": 40000, "effects": 40000, "rate": 20000.0,
             "remaining": "PT3.121S", "at": "2026-11-27T08:15:30Z"}""";

    private Examples() {}
}
