package io.byteor.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditRecordTest {
    private static final Digest SOME = Digest.of(new byte[0]);
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(AuditJson.schema());

    private static final AuditRecord COMPLETED = new AuditRecord(
            AuditRecord.VERSION,
            "replay",
            SOME.toString(),
            "bundles/1",
            SOME.toString(),
            new AuditRecord.Pipeline("quake-alerts 2.3.0", "quake-alerts 2.3.0", "same"),
            List.of(new AuditRecord.Input(
                    "feed",
                    "data/journal/feed",
                    1,
                    1707,
                    1707,
                    1707,
                    1216137,
                    true,
                    List.of(new AuditRecord.Sample(0, SOME)))),
            new AuditRecord.Policy("demo", SOME.toString(), "not_required", "dry_run"),
            List.of(new AuditRecord.Stage("triage", "strong-only", 1707, 85, 0)),
            new AuditRecord.Actions(
                    170,
                    170,
                    SOME,
                    Map.of("emitted", 85L, "would_apply", 85L),
                    Map.of("alerts", Map.of("would_apply", 85L)),
                    null),
            null,
            ReplayOutcome.COMPLETED,
            List.of(),
            "look",
            "nothing failed",
            "OPS-4",
            "https://issuer#olga",
            List.of(),
            "runner-1",
            AT,
            AT,
            AT);

    @Test
    void hasEveryMemberOfTheDocumentedShape() {
        JsonNode json = json(AuditJson.write(COMPLETED));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "auditVersion",
                        "replayId",
                        "bundleId",
                        "bundleDirectory",
                        "specHash",
                        "pipeline",
                        "input",
                        "policy",
                        "stages",
                        "actions",
                        "divergence",
                        "outcome",
                        "reason",
                        "outcomeReason",
                        "ticket",
                        "requester",
                        "approvers",
                        "runner",
                        "requestedAt",
                        "startedAt",
                        "finishedAt");
        assertThat(json.at("/stages/0/in").longValue()).isEqualTo(1707);
        assertThat(json.at("/actions/byDecision/would_apply").longValue()).isEqualTo(85);
        assertThat(json.get("divergence").isNull()).isTrue();
        assertThat(json.get("requestedAt").textValue()).isEqualTo("2026-11-23T10:00:00.123456Z");
        assertThat(violations(json)).isEmpty();
    }

    @Test
    void isCanonicalAndReadBackAsItWas() {
        String text = AuditJson.write(COMPLETED);

        assertThat(CanonicalJson.write(json(text))).isEqualTo(text);
        assertThat(AuditJson.read(text)).isEqualTo(COMPLETED);
    }

    @Test
    void readsDivergenceBack() {
        PayloadChange change = PayloadChange.between(utf8("{\"m\":5,\"n\":1.0}"), utf8("{\"n\":1,\"m\":null}"))
                .orElseThrow();
        AuditRecord.Difference first =
                new AuditRecord.Difference("changed", "strong", "feed", 4, 0, SOME, SOME, true, change);
        AuditRecord.Divergence original = new AuditRecord.Divergence(3, 0, 0, 0, 0, List.of(), null);
        AuditRecord.Divergence divergence = new AuditRecord.Divergence(1, 1, 1, 1, 2, List.of(first), original);
        ObjectNode json = (ObjectNode) json(AuditJson.write(COMPLETED));
        json.set("divergence", json("""
                {"same": 1, "changed": 1, "missing": 1, "new": 1, "withoutOrigin": 2,
                 "original": {"same": 3, "changed": 0, "missing": 0, "new": 0, "withoutOrigin": 0, "first": []},
                 "first": [{"kind": "changed", "lane": "strong", "originLane": "feed", "originSequence": 4, "ordinal": 0,
                            "captured": "%1$s", "produced": "%1$s", "keyChanged": true,
                            "change": {"patch": [{"op": "replace", "path": "/m", "value": null}], "truncated": false}}]}
                """.formatted(SOME)));

        assertThat(AuditJson.read(json.toString()).divergence()).isEqualTo(divergence);
        assertThat(violations(json)).isEmpty();
    }

    @Test
    void ignoresMembersOfALaterReleaseAndRefusesAnotherMajorVersion() {
        ObjectNode later = (ObjectNode) json(AuditJson.write(COMPLETED));
        later.put("novelty", 1);
        assertThat(AuditJson.read(later.toString())).isEqualTo(COMPLETED);

        later.put("auditVersion", 2);
        assertThatThrownBy(() -> AuditJson.read(later.toString()))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT_VERSION_UNKNOWN));
    }

    @Test
    void ofARejectedRequestHasTheFindingsAndNoInput() {
        Person olga = new Person("https://issuer", "olga", false);
        ReplayRejected rejected = ReplayRejected.newBuilder()
                .setReplayId("replay")
                .setRequest(ReplayRequested.newBuilder()
                        .setCommandId("c")
                        .setReplayId("replay")
                        .setBundleId(SOME.toString())
                        .setMode(Mode.EXECUTE)
                        .setSelection(Selection.newBuilder().build())
                        .setRequester(olga)
                        .setReason("please")
                        .setRequestedAt(AT)
                        .build())
                .setApproval(ApprovalSummary.newBuilder().setStatus("missing").build())
                .setFindings(List.of(Finding.newBuilder()
                        .setCode("APPROVAL_MISSING")
                        .setOutcome(FindingOutcome.FAILED)
                        .setEvidence("none named")
                        .setRemedy("request one")
                        .build()))
                .setRejectedAt(AT)
                .build();

        ReplayAudited audited = AuditEvents.audited(rejected);

        JsonNode json = json(audited.getAudit());
        assertThat(violations(json)).isEmpty();
        assertThat(json.at("/outcome").textValue()).isEqualTo("rejected");
        assertThat(json.at("/findings/0/code").textValue()).isEqualTo("APPROVAL_MISSING");
        assertThat(json.at("/input")).isEmpty();
        assertThat(json.at("/policy/mode").textValue()).isEqualTo("execute");
        assertThat(audited.getOutcome()).isEqualTo("rejected");
        assertThat(audited.getRoot().array()).isEqualTo(MerkleTree.emptyRoot());
        assertThat(AuditEvents.audited(rejected)).isEqualTo(audited);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "audit");
    }

    private static List<?> violations(JsonNode json) {
        return SCHEMA.validate(json.toString(), InputFormat.JSON);
    }
}
