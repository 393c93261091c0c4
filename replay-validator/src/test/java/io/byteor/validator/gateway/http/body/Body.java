package io.byteor.validator.gateway.http.body;

import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.control.Wanted;
import io.byteor.validator.environment.Environment;
import io.byteor.validator.gateway.Caller;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.OutcomeBoard;
import io.byteor.validator.registry.Agent;
import io.byteor.validator.registry.PipelineVersion;
import io.byteor.validator.request.Grounds;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a request can carry.
 *
 * @param documents that are taken, and that show together all that can be said
 */
record Body(String schema, Reader reader, List<String> documents) {
    /** The code that reads it, up to what would be sent. */
    interface Reader {
        void read(JsonFields fields) throws InterruptedException;
    }

    private static final Gateway GATEWAY =
            new Gateway(_ -> {}, new OutcomeBoard(1), new FakeFacts(), () -> "id", () -> World.NOON);
    private static final Gateway.Terms TERMS =
            new Gateway.Terms(new Caller(World.OPERATOR, Set.of("operator"), List.of("*")), null, Duration.ZERO);
    private static final String REPLAY_ID = "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01";
    private static final String BUNDLE = "\"bundleId\": \"" + World.BUNDLE_ID + "\"";

    static List<Body> all() {
        return List.of(
                new Body(
                        "ReplayRequest",
                        fields -> GATEWAY.requestReplay(fields, TERMS),
                        List.of(dryRun(), paced(), "{" + BUNDLE + ", " + EXECUTE + ", \"approvalId\": \"ap-1\"}")),
                new Body(
                        "ApprovalRequest",
                        fields -> GATEWAY.requestApproval(fields, TERMS),
                        List.of("{\"request\": {" + BUNDLE + ", " + EXECUTE + "}}")),
                new Body("Vote", fields -> GATEWAY.vote("ap-1", fields, TERMS), List.of(VOTE)),
                new Body("Grounds", fields -> GATEWAY.revoke("ap-1", fields, TERMS), List.of(GROUNDS)),
                new Body(
                        "Grounds",
                        fields -> GATEWAY.controlReplay(REPLAY_ID, Wanted.PAUSED, fields, TERMS),
                        List.of(GROUNDS)),
                new Body("Note", Grounds::note, List.of("{\"note\": \"on it\"}")),
                new Body("Environment", Environment::parse, List.of(ENVIRONMENT)),
                new Body("Agent", Agent::parse, List.of(AGENT)),
                new Body("Pipeline", PipelineVersion::parse, List.of(PIPELINE)));
    }

    private static final String EXECUTE = """
            "mode": "execute", "rate": 1000, "errorBudget": 10, "reapply": true, "reason": "alerts were lost",
             "warmUp": {"errorRatio": 0.1, "maxDivergence": 0.05},
             "selection": {"sequences": {"to": 199}, "times": {"to": "2026-11-26T10:00:00.123456Z"}}""";

    private static final String VOTE = """
            {"vote": "approve", "reason": "checked the dry-run", "ticket": "OPS-4"}""";

    private static final String GROUNDS = """
            {"reason": "wrong incident", "ticket": "OPS-4"}""";

    private static final String AGENT = """
            {"agent": "agent-1", "environment": "demo", "deployment": {"pipeline": "quake-alerts", "version": "2.3.0"}}""";

    private static final String PIPELINE = """
            {"status": "candidate",
             "spec": {"apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0", "lanes": [{"name": "feed"}],
               "roles": [{"name": "drop", "reads": "feed", "stages": [{"name": "none", "filter": "false"}]}]}}""";

    private static final String ENVIRONMENT = """
            {"name": "demo",
             "posture": {
               "dryRun": {"allowed": true, "approvals": 0, "approvalLifetime": "PT30M"},
               "execute": {"allowed": true, "approvals": 1, "approvalLifetime": "P1DT4H", "dryRunWithin": "PT0.5S",
                 "maxDivergence": 0.05, "reapply": true},
               "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"}, "dryRunDetail": 10000000,
               "freezes": [{"from": "2026-12-23T18:00:00Z", "to": "2027-01-02T06:00:00+01:00", "reason": "year end"}]},
             "targets": {
               "alerts": {"kafka": {"topic": "quake.alerts"}},
               "archive": {"kafka": {"cluster": "lab", "topic": "quakes", "markers": "markers", "privateAddresses": true}},
               "hook": {"http": {"url": "https://alerts.example/quakes", "method": "PUT", "credential": "hook",
                 "headers": [{"name": "X-Source", "value": "replay"}], "connectTimeout": "PT1S", "timeout": "PT2S",
                 "retryFor": "PT1M", "concurrency": 4, "honoursIdempotencyKey": true, "privateAddresses": false}}}}""";

    private static String dryRun() {
        return "{" + BUNDLE + """
                , "mode": "dry_run", "environment": "lab", "lanes": ["feed", "strong"], "rate": 1000, "detail": "counts",
                 "candidate": "%s", "ticket": "OPS-4",
                 "selection": {"sequences": {"from": 100}, "times": {"from": "2026-11-26T10:00:00+01:00"},
                   "sample": 0.5, "limit": 10}}""".formatted(World.SPEC_HASH);
    }

    private static String paced() {
        return "{" + BUNDLE + ", \"mode\": \"dry_run\", \"pacing\": {\"speed\": 2},"
                + " \"selection\": {\"predicate\": \"payload.mag >= 4.5\"}}";
    }
}
