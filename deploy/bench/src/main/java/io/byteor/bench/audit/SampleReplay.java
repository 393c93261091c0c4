package io.byteor.bench.audit;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One replay's actions and its audit, the same for the same id. Not thread-safe. */
final class SampleReplay {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Person SOMEBODY = new Person("https://byteor.local", "olga", false);
    private static final String BUNDLE = Digest.of(new byte[] {1}).toString();
    private static final long PAYLOAD_BYTES = 256;

    private final String id;
    private final MerkleTree tree = new MerkleTree();

    SampleReplay(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The next action: an alert, as an execute or a dry-run records one for each record. */
    ReplayAction next() {
        long seq = tree.size();
        byte[] key = "us7000%08d".formatted(seq).getBytes(StandardCharsets.UTF_8);
        ReplayAction action = ReplayAction.newBuilder()
                .setReplayId(id)
                .setSeq(seq)
                .setRole("triage")
                .setLane("feed")
                .setStage("alert")
                .setOriginLane("feed")
                .setOriginSequence(seq)
                .setOrdinal(0)
                .setTarget("alerts")
                .setDecision("would_apply")
                .setKey(ByteBuffer.wrap(key))
                .setPayloadSha256(ByteBuffer.wrap(Digest.of(key).raw()))
                .setPayloadBytes(PAYLOAD_BYTES)
                .setAt(AT.plusNanos(seq * 1_000))
                .build();
        tree.append(ActionForm.leafHash(action));
        return action;
    }

    /** Its audit over the actions so far. */
    ReplayAudited audit() {
        long count = tree.size();
        AuditRecord audit = new AuditRecord(
                AuditRecord.VERSION,
                id,
                BUNDLE,
                "bundles/1",
                BUNDLE,
                new AuditRecord.Pipeline("quake-alerts 2.3.0", "quake-alerts 2.3.0", "same"),
                List.of(),
                new AuditRecord.Policy("demo", BUNDLE, "not_required", "dry_run"),
                List.of(),
                new AuditRecord.Actions(count, count, Digest.ofRaw(tree.root()), Map.of(), Map.of(), null),
                null,
                ReplayOutcome.COMPLETED,
                List.of(),
                "",
                null,
                null,
                AuditEvents.text(SOMEBODY),
                List.of(),
                "bench",
                AT,
                AT,
                AT);
        return AuditEvents.audited(audit, BUNDLE, Mode.DRY_RUN, SOMEBODY, null);
    }
}
