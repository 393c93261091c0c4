package io.byteor.e2e.rules;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.PipelineStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Who asks for what in a situation: a bundle of one input and one output lane, its agent and its pipeline. */
final class Givens {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String BUNDLE_ID = "sha256:" + "b".repeat(64);
    static final String AGENT_ID = "agent-1";
    static final String HOME = "home";
    static final String REPLAY_ID = "replay-1";
    static final String APPROVAL_ID = "approval-1";
    static final long RECORDS = 1_707;

    private static final PipelineSpec SPEC = PipelineSpec.parse("""
            {"apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0",
             "lanes": [{"name": "feed"}, {"name": "strong"}],
             "roles": [{"name": "triage", "reads": "feed", "stages": [
                 {"name": "keep", "emit": {"lane": "strong"}},
                 {"name": "alert", "emit": {"target": "alerts"}}]}]}
            """.getBytes(StandardCharsets.UTF_8));

    private Givens() {}

    static Person person(String subject) {
        return Person.newBuilder()
                .setIssuer("https://byteor.local")
                .setSubject(subject)
                .build();
    }

    static RegisteredPipeline pipeline() {
        return new RegisteredPipeline(SPEC, PipelineStatus.ACTIVE, 1);
    }

    static AgentState agent() {
        return AgentState.newBuilder()
                .setAgentId(AGENT_ID)
                .setRevision(1)
                .setDocument("{}")
                .setEnvironment(HOME)
                .setChangedBy(person("admin"))
                .setChangedAt(NOON)
                .build();
    }

    static AgentQuarantined quarantine() {
        return AgentQuarantined.newBuilder()
                .setCaseId("case-1")
                .setAgentId(AGENT_ID)
                .setEscalationId("escalation-1")
                .setSince(NOON)
                .build();
    }

    static BundleCaptured bundle() {
        return BundleCaptured.newBuilder()
                .setBundleId(BUNDLE_ID)
                .setRootBundleId(BUNDLE_ID)
                .setIncidentId("inc-1")
                .setTitle("too many alerts")
                .setAgentId(AGENT_ID)
                .setEnvironment(HOME)
                .setPipeline(SPEC.pipeline())
                .setVersion(SPEC.version())
                .setSpecHash(SPEC.specHash().toString())
                .setCapturedAt(NOON)
                .setStoredAt(NOON)
                .setDirectory("store:b")
                .setFiles(9)
                .setBytes(1_000_000)
                .setLanes(List.of(lane("feed", Direction.INPUT), lane("strong", Direction.OUTPUT)))
                .build();
    }

    private static CapturedLane lane(String name, Direction direction) {
        CapturedSegment segment = CapturedSegment.newBuilder()
                .setPath("data/journal/" + name + "/00000000000000000000.avro")
                .setDigest("sha256:" + "d".repeat(64))
                .setBytes(500_000)
                .setRecords(RECORDS)
                .setFirstSequence(0)
                .setLastSequence(RECORDS - 1)
                .build();
        return CapturedLane.newBuilder()
                .setName(name)
                .setDirection(direction)
                .setSegments(List.of(segment))
                .build();
    }

    /** Under an approval. */
    static ReplayRequested.Builder request(Mode mode) {
        return ReplayRequested.newBuilder()
                .setCommandId("command-1")
                .setReplayId(REPLAY_ID)
                .setBundleId(BUNDLE_ID)
                .setMode(mode)
                .setSelection(Selection.newBuilder().build())
                .setApprovalId(APPROVAL_ID)
                .setRequester(person("operator"))
                .setReason("triage")
                .setEnvironments(List.of("*"))
                .setRequestedAt(NOON);
    }
}
