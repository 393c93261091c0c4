package io.byteor.audit.http.stats;

/** Answers, as the OpenAPI document shows them. */
final class Examples {
    static final String REPLAYS = """
            {"items": [{"at": "2026-11-23T00:00:00Z", "by": {"environment": "demo", "outcome": "completed"}, "count": 12},
               {"at": "2026-11-23T00:00:00Z", "by": {"environment": "demo", "outcome": "rejected"}, "count": 3}]}""";

    static final String ACTIONS = """
            {"items": [{"at": "2026-11-26T10:00:00Z", "by": {"target": "alerts", "decision": "applied"}, "count": 85},
               {"at": "2026-11-26T10:00:00Z", "by": {"target": null, "decision": "emitted"}, "count": 85}]}""";

    private Examples() {}
}
