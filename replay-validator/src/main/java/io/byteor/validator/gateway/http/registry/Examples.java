package io.byteor.validator.gateway.http.registry;

/** Registry entries, as the OpenAPI document shows them. */
final class Examples {
    static final String ENVIRONMENT = """
            {"name": "demo",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
               "execute": {"allowed": true, "approvals": 1, "approvalLifetime": "PT4H"},
               "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
               "dryRunDetail": 10000000, "freezes": []},
             "targets": {"alerts": {"kafka": {"topic": "quake.alerts"}}}}""";

    static final String AGENT = """
            {"agent": "quake-agent", "environment": "demo",
             "deployment": {"pipeline": "quake-alerts", "version": "2.3.0"}}""";

    static final String PIPELINE = """
            {"status": "candidate",
             "spec": {"apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0", "lanes": [{"name": "feed"}],
               "roles": [{"name": "triage", "reads": "feed",
                 "stages": [{"name": "alert", "emit": {"target": "alerts", "key": "payload.id"}}]}]}}""";

    static final String PUT = """
            {"kind": "environment", "key": "demo", "revision": 4,
             "digest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"}""";

    static final String ENTRY = """
            {"kind": "agent", "key": "quake-agent", "revision": 2,
             "document": {"agent": "quake-agent", "environment": "demo",
               "deployment": {"pipeline": "quake-alerts", "version": "2.3.0"}},
             "changedBy": {"issuer": "https://byteor.local", "subject": "ada"}, "changedAt": "2026-11-26T09:00:00Z"}""";

    static final String PAGE = """
            {"items": [{"key": "demo", "revision": 4,
               "digest": "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
               "environment": "demo", "changedBy": {"issuer": "https://byteor.local", "subject": "ada"},
               "changedAt": "2026-11-26T09:00:00Z"}]}""";

    static final String DIFFERENCE = """
            {"kind": "environment", "key": "demo", "from": 3, "to": 4,
             "patch": [{"op": "replace", "path": "/posture/execute/approvalLifetime", "value": "PT4H"}]}""";

    private Examples() {}
}
