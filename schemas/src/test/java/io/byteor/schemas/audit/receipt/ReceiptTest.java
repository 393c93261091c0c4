package io.byteor.schemas.audit.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.audit.AuditJson;
import io.byteor.schemas.audit.AuditRecord;
import io.byteor.schemas.audit.MerkleGrowth;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.audit.log.LogHead;
import io.byteor.schemas.audit.log.LogRecord;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.signature.KnownKeys;
import io.byteor.schemas.signature.SigningKey;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private static final Instant AT = Instant.parse("2026-11-27T04:00:00Z");
    private static final SigningKey KEY = SigningKey.generate();
    private static final SigningKey OTHER = SigningKey.generate();
    private static final Digest BUNDLE = Digest.of(new byte[] {1});
    private static final String TOPIC = Topic.REPLAY_AUDITED.topicName();
    private static final int PLACE = 2;

    private final ReceiptVerifier verifier = new ReceiptVerifier(new KnownKeys(List.of(KEY.verifyingKey())));
    private final Receipt receipt = receipt("replay", BUNDLE, KEY);

    @Test
    void holdsForItsBundleAndIsReadBack() {
        assertThat(verifier.faults(receipt.sign(KEY), BUNDLE)).isEmpty();

        Receipt read = Receipt.of(Envelope.parse(receipt.sign(KEY).encoded(), "it"), "it");
        assertThat(read.sign(KEY)).isEqualTo(receipt.sign(KEY));
    }

    @Test
    void doesNotHoldIfSomebodyElseSignedIt() {
        assertThat(verifier.faults(receipt.sign(OTHER), BUNDLE)).containsExactly(ReceiptFault.SIGNER);
    }

    @Test
    void doesNotHoldForAnotherBundle() {
        assertThat(verifier.faults(receipt.sign(KEY), Digest.of(new byte[] {2})))
                .containsExactly(ReceiptFault.BUNDLE);
    }

    @Test
    void doesNotHoldIfItsCheckpointWasSignedBySomebodyElse() {
        assertThat(verifier.faults(receipt("replay", BUNDLE, OTHER).sign(KEY), BUNDLE))
                .containsExactly(ReceiptFault.CHECKPOINT, ReceiptFault.INCLUSION);
    }

    @Test
    void doesNotHoldWithTheAuditOfAnotherReplay() {
        Receipt other = receipt("another", BUNDLE, KEY);

        assertThat(faults(receipt.replayId(), other.audit(), receipt.record()))
                .containsExactly(ReceiptFault.AUDIT, ReceiptFault.RECORD);
        assertThat(faults(other.replayId(), other.audit(), receipt.record())).containsExactly(ReceiptFault.RECORD);
        assertThat(faults(other.replayId(), other.audit(), other.record())).containsExactly(ReceiptFault.INCLUSION);
    }

    @Test
    void doesNotHoldWithAnAuditThatWasChanged() {
        String forged = receipt.audit().replace("\"completed\"", "\"failed\"");

        assertThat(forged).isNotEqualTo(receipt.audit());
        assertThat(faults(receipt.replayId(), forged, receipt.record())).containsExactly(ReceiptFault.RECORD);
        assertThat(faults(receipt.replayId(), forged, record("replay", BUNDLE, forged)))
                .containsExactly(ReceiptFault.INCLUSION);
    }

    @Test
    void doesNotHoldWithARecordThatStandsElsewhere() {
        assertThat(faults(receipt.replayId(), receipt.audit(), receipt.record().at(PLACE + 1)))
                .containsExactly(ReceiptFault.INCLUSION);
    }

    @Test
    void doesNotHoldWithAPathThatLacksAHash() {
        Receipt cut = new Receipt(
                BUNDLE,
                receipt.replayId(),
                receipt.audit(),
                receipt.record(),
                receipt.checkpoint(),
                receipt.path().subList(1, receipt.path().size()));

        assertThat(verifier.faults(cut.sign(KEY), BUNDLE)).containsExactly(ReceiptFault.INCLUSION);
    }

    @Test
    void isNotReadFromAnotherStatement() {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> verifier.faults(receipt.checkpoint(), BUNDLE));
    }

    /** Of what was forged and signed with the true key, so that everything else has to be noticed. */
    private Set<ReceiptFault> faults(String replayId, String audit, LogRecord record) {
        Receipt forged = new Receipt(BUNDLE, replayId, audit, record, receipt.checkpoint(), receipt.path());
        return verifier.faults(forged.sign(KEY), BUNDLE);
    }

    private static Receipt receipt(String replayId, Digest bundleId, SigningKey key) {
        String audit = AuditJson.write(audit(replayId, bundleId));
        LogRecord record = record(replayId, bundleId, audit);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            leaves.add(i == PLACE ? record.leafHash() : MerkleTree.leafHash(new byte[] {(byte) i}));
        }
        MerkleGrowth growth = new MerkleGrowth(0, List.of(), leaves);
        Envelope checkpoint = new Checkpoint("audit", 1, null, AT, List.of(LogHead.of(TOPIC, 3, growth))).sign(key);
        return new Receipt(
                bundleId,
                replayId,
                audit,
                record,
                checkpoint,
                growth.inclusion(PLACE).stream().map(Digest::ofRaw).toList());
    }

    private static LogRecord record(String replayId, Digest bundleId, String audit) {
        ReplayAudited event = ReplayAudited.newBuilder(AuditEvents.audited(
                        audit(replayId, bundleId),
                        bundleId.toString(),
                        Mode.DRY_RUN,
                        new Person("https://byteor.local", "olga", false),
                        null))
                .setAudit(audit)
                .build();
        try (EventCodec codec = new InMemoryEventCodec()) {
            return new LogRecord(
                    TOPIC,
                    3,
                    PLACE,
                    40,
                    5,
                    AT,
                    replayId.getBytes(StandardCharsets.UTF_8),
                    codec.encode(Topic.REPLAY_AUDITED, event));
        }
    }

    private static AuditRecord audit(String replayId, Digest bundleId) {
        return new AuditRecord(
                AuditRecord.VERSION,
                replayId,
                bundleId.toString(),
                "bundles/1",
                null,
                null,
                List.of(),
                new AuditRecord.Policy("demo", null, "not_required", "dry_run"),
                List.of(),
                new AuditRecord.Actions(0, 0, Digest.ofRaw(MerkleTree.emptyRoot()), Map.of(), Map.of(), null),
                null,
                ReplayOutcome.COMPLETED,
                List.of(),
                "",
                null,
                null,
                "https://byteor.local#olga",
                List.of(),
                "runner-1",
                AT,
                AT,
                AT);
    }
}
