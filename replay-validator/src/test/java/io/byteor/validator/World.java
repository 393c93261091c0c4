package io.byteor.validator;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.schemas.governance.EscalationCause;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.validator.environment.Environment;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.PipelineStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One bundle, its agent, its environment and its pipeline, and people who want something of them. */
public final class World {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final Person OPERATOR = person("olga");
    public static final Person APPROVER = person("anna");
    public static final Person SECOND_APPROVER = person("boris");
    public static final String BUNDLE_ID = "sha256:" + "b".repeat(64);
    public static final String AGENT_ID = "agent-1";
    public static final String ENVIRONMENT = "demo";

    public static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0",
             "lanes": [{"name": "feed"}, {"name": "strong"}],
             "roles": [{"name": "triage", "reads": "feed", "stages": [
                 {"name": "strong-only", "filter": "payload.mag >= 4.5"},
                 {"name": "keep", "emit": {"lane": "strong"}},
                 {"name": "alert", "emit": {"target": "alerts"}}]}]}
            """;
    public static final String SPEC_HASH =
            PipelineSpec.parse(SPEC.getBytes(StandardCharsets.UTF_8)).specHash().toString();

    /** Of the whole bundle through its own spec. */
    public static final String SELECTION_DIGEST =
            "sha256:d48bb2a2af49c756e6afa69570afec68bf7983572542d3c9d54865514776879c";

    public static final String DEMO = """
            {"name":"demo","posture":{"dryRun":{"allowed":true,"approvals":0},
              "execute":{"allowed":true,"approvals":1,"approvalLifetime":"PT4H","dryRunWithin":null,"maxDivergence":null},
              "limits":{"records":1000000,"recordsPerSecond":50000,"duration":"PT1H"},"dryRunDetail":10000000,"freezes":[]},
             "targets":{"alerts":{"kafka":{"topic":"quake.alerts"}}}}
            """;
    /** The same where an execute may apply again. */
    public static final String REAPPLYING =
            DEMO.replace("\"maxDivergence\":null", "\"maxDivergence\":null,\"reapply\":true");

    /** In place of no freezes: one from {@link #NOON} on. */
    public static final String FROZEN =
            "\"freezes\":[{\"from\":\"2026-11-23T12:00:00Z\",\"to\":\"2026-11-24T12:00:00Z\"}]";

    public static final String AGENT_DOCUMENT = """
            {"agent":"agent-1","environment":"demo","deployment":{"pipeline":"quake-alerts","version":"2.3.0"}}
            """;

    private World() {}

    public static Person person(String subject) {
        return Person.newBuilder()
                .setIssuer("https://byteor.local")
                .setSubject(subject)
                .build();
    }

    public static JsonFields json(String text) {
        return JsonFields.parse(text, "test");
    }

    public static String pipelineDocument(String status) {
        return "{\"spec\":" + SPEC + ",\"status\":\"" + status + "\"}";
    }

    public static RegisteredEnvironment environment(String document) {
        Environment environment = Environment.parse(json(document));
        return new RegisteredEnvironment(
                environment, 1, environment.posture().digest().toString());
    }

    public static RegisteredPipeline pipeline(PipelineStatus status) {
        return new RegisteredPipeline(PipelineSpec.parse(SPEC.getBytes(StandardCharsets.UTF_8)), status, 1);
    }

    public static AgentQuarantined quarantine() {
        String caseId = EscalationCase.of(EscalationCause.AGENT_FORBIDDEN.text(), AGENT_ID);
        return AgentQuarantined.newBuilder()
                .setCaseId(caseId)
                .setAgentId(AGENT_ID)
                .setEscalationId(caseId + ".1764000000.000001")
                .setSince(NOON)
                .build();
    }

    public static AgentState agent() {
        return AgentState.newBuilder()
                .setAgentId(AGENT_ID)
                .setRevision(1)
                .setDocument(AGENT_DOCUMENT)
                .setEnvironment(ENVIRONMENT)
                .setPipeline("quake-alerts")
                .setVersion("2.3.0")
                .setChangedBy(OPERATOR)
                .setChangedAt(NOON)
                .build();
    }

    public static BundleCaptured bundle() {
        return BundleCaptured.newBuilder()
                .setBundleId(BUNDLE_ID)
                .setRootBundleId(BUNDLE_ID)
                .setIncidentId("inc-1")
                .setTitle("too many alerts")
                .setAgentId(AGENT_ID)
                .setEnvironment(ENVIRONMENT)
                .setPipeline("quake-alerts")
                .setVersion("2.3.0")
                .setSpecHash(SPEC_HASH)
                .setCapturedAt(NOON)
                .setStoredAt(NOON)
                .setDirectory("store:b")
                .setFiles(9)
                .setBytes(1_000_000)
                .setLanes(List.of(lane("feed", Direction.INPUT, 1707), lane("strong", Direction.OUTPUT, 85)))
                .build();
    }

    private static CapturedLane lane(String name, Direction direction, long records) {
        CapturedSegment segment = CapturedSegment.newBuilder()
                .setPath("data/journal/" + name + "/00000000000000000000.avro")
                .setDigest("sha256:" + "d".repeat(64))
                .setBytes(500_000)
                .setRecords(records)
                .setFirstSequence(0)
                .setLastSequence(records - 1)
                .build();
        return CapturedLane.newBuilder()
                .setName(name)
                .setDirection(direction)
                .setSegments(List.of(segment))
                .build();
    }

    public static ReplayRequested.Builder request(String replayId, Mode mode) {
        return ReplayRequested.newBuilder()
                .setCommandId("command-of-" + replayId)
                .setReplayId(replayId)
                .setBundleId(BUNDLE_ID)
                .setMode(mode)
                .setSelection(Selection.newBuilder().build())
                .setRequester(OPERATOR)
                .setReason("triage")
                .setEnvironments(List.of("*"))
                .setRequestedAt(NOON);
    }

    /** The audit of a dry-run of the whole bundle that was completed; divergence null where nothing was compared. */
    public static ReplayAudited completedDryRun(
            String replayId, Instant finishedAt, AuditRecord.@Nullable Divergence divergence) {
        AuditRecord audit = new AuditRecord(
                AuditRecord.VERSION,
                replayId,
                BUNDLE_ID,
                "store:b",
                SPEC_HASH,
                null,
                List.of(),
                new AuditRecord.Policy(ENVIRONMENT, null, "not_required", "dry_run"),
                List.of(),
                AuditRecord.Actions.none(),
                divergence,
                ReplayOutcome.COMPLETED,
                List.of(),
                "triage",
                null,
                null,
                AuditEvents.text(OPERATOR),
                List.of(),
                "runner-1",
                NOON,
                NOON,
                finishedAt);
        return AuditEvents.audited(audit, BUNDLE_ID, Mode.DRY_RUN, OPERATOR, SELECTION_DIGEST);
    }

    /** Of so many compared outputs, so many that differ. */
    public static AuditRecord.Divergence divergence(long compared, long changed) {
        return new AuditRecord.Divergence(compared - changed, changed, 0, 0, 0, List.of(), null);
    }

    public static GovernanceCommand put(String kind, String key, String document) {
        return GovernanceCommand.newBuilder()
                .setCommandId("put-" + kind + "-" + key)
                .setKind(kind)
                .setKey(key)
                .setDocument(document)
                .setBy(OPERATOR)
                .setAt(NOON)
                .build();
    }
}
