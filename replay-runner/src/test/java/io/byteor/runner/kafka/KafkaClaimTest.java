package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.target.TargetRefusedException;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaClaimTest {
    @TempDir
    private Path folder;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void doesNotAskToBeClaimedAnewForARecordThatNoTryCanWrite() throws Exception {
        producer.commitTransactionException = new KafkaException("in error", new RecordTooLargeException());

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> claiming(KafkaClaim::commit));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysThatATargetRefusesWhatNoTryCanWrite(ApiException refusal) throws Exception {
        producer.commitTransactionException = new KafkaException("in error", refusal);

        assertThatExceptionOfType(TargetRefusedException.class)
                .isThrownBy(() -> claiming(KafkaClaim::commit))
                .withMessageContaining(refusal.getMessage());
    }

    private static List<ApiException> refusals() {
        return List.of(
                new InvalidRecordException("compacted topics take no record without a key"),
                new TopicAuthorizationException("alerts"),
                new PolicyViolationException("no"));
    }

    @Test
    void asksToBeClaimedAnewAfterACommitWithoutAnswer() throws Exception {
        producer.commitTransactionException = new TimeoutException();

        assertThatExceptionOfType(ChunkFailedException.class).isThrownBy(() -> claiming(KafkaClaim::commit));
    }

    @Test
    void saysAtTheNextCommitThatTheOneBeforeItFailedAndWritesNothingBehindIt() throws Exception {
        producer.commitTransactionException = new TimeoutException();

        claiming((claim, checkpoint) -> {
            claim.commitBehind(checkpoint);
            assertThatExceptionOfType(ChunkFailedException.class).isThrownBy(() -> claim.commit(checkpoint));
        });

        assertThat(producer.history()).isEmpty();
        assertThat(producer.uncommittedRecords()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void abortsTheChunkThatIsOpenWhenItIsClosed() throws Exception {
        claiming((claim, checkpoint) -> {
            claim.commitBehind(checkpoint);
            claim.commit(checkpoint);
            claim.askToStart(start(checkpoint));
        });

        assertThat(producer.history()).hasSize(2);
        assertThat(producer.uncommittedRecords()).isEmpty();
        assertThat(producer.closed()).isTrue();
    }

    private static StartRequested start(ReplayCheckpoint checkpoint) {
        return new StartRequested("key", checkpoint.getReplayId(), null, "runner", checkpoint.getUpdatedAt());
    }

    private void claiming(BiConsumer<KafkaClaim, ReplayCheckpoint> use) throws Exception {
        ReplayAccepted accepted =
                ReplayFixture.capture(folder.resolve("bundle"), 1).dryRun();
        ReplayCheckpoint checkpoint = ReplayCheckpoint.newBuilder()
                .setReplayId(accepted.getReplayId())
                .setRootBundleId(accepted.getBundle().getRootBundleId())
                .setRevision(0)
                .setState(ReplayRun.ADMITTED)
                .setAccepted(accepted)
                .setRunner("runner")
                .setUpdatedAt(accepted.getAcceptedAt())
                .build();
        producer.initTransactions();
        try (KafkaClaim claim = new KafkaClaim(
                ReplayTicket.of(accepted, 0), producer, new InMemoryEventCodec(), checkpoint, List.of())) {
            use.accept(claim, checkpoint);
        }
    }
}
