package io.byteor.runner.kafka;

import io.byteor.runner.kafka.EarlierAdmissions.Decision;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Admits what was decided: one transaction holds the first checkpoint of each accepted replay, the dead letter of each
 * unreadable record, and the group's offsets. What has a checkpoint already is passed by. Belongs to the polling thread; after any exception it must not be used again.
 */
final class Admission implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final EventCodec codec;
    private final InstantSource clock;
    private final String runner;
    private final EarlierAdmissions earlier;

    Admission(RunnerClients clients, EventCodec codec, EarlierAdmissions earlier, InstantSource clock) {
        this.runner = clients.runner();
        this.codec = codec;
        this.earlier = earlier;
        this.clock = clock;
        this.producer = clients.transactional("admission", "byteor-admission-" + runner);
        try {
            this.producer.initTransactions();
        } catch (RuntimeException e) {
            // Else its thread would ask on, and shut the next one out when the broker is back.
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Admits a batch; the tickets are for replays that are admitted now for certain. */
    List<ReplayTicket> admit(ConsumerRecords<byte[], byte[]> decided, ConsumerGroupMetadata group) {
        List<ReplayTicket> tickets = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> chunk = new ArrayList<>();
        // Decoding and looking up may wait, so the transaction begins behind them.
        for (TopicPartition source : decided.partitions()) {
            List<Decision> decisions = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : decided.records(source)) {
                switch (codec.decode(Topic.REPLAY_DECIDED, record.value())) {
                    case Decoded.Event(ReplayAccepted accepted) ->
                        decisions.add(new Decision(record.offset(), accepted));
                    case Decoded.Event _ -> {
                        // A rejection, with its audit written by whoever rejected.
                    }
                    case Decoded.Poison poison ->
                        chunk.add(DeadLetter.of(record, poison.code(), poison.detail(), "replay-runner " + runner));
                }
            }
            Set<String> before = earlier.among(source.partition(), decisions);
            for (Decision decision : decisions) {
                ReplayAccepted accepted = decision.accepted();
                if (!before.contains(accepted.getReplayId())) {
                    chunk.add(CheckpointRecords.of(codec, source.partition(), first(accepted)));
                    tickets.add(ReplayTicket.of(accepted, source.partition()));
                }
            }
        }
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : chunk) {
            var _ = producer.send(record);
        }
        producer.sendOffsetsToTransaction(next(decided), group);
        producer.commitTransaction();
        return tickets;
    }

    private ReplayCheckpoint first(ReplayAccepted accepted) {
        return ReplayCheckpoint.newBuilder()
                .setReplayId(accepted.getReplayId())
                .setRootBundleId(accepted.getBundle().getRootBundleId())
                .setRevision(0)
                .setState(ReplayRun.ADMITTED)
                .setAccepted(accepted)
                .setRunner(runner)
                .setUpdatedAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private static Map<TopicPartition, OffsetAndMetadata> next(ConsumerRecords<byte[], byte[]> decided) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : decided.partitions()) {
            next.put(
                    partition,
                    new OffsetAndMetadata(decided.records(partition).getLast().offset() + 1));
        }
        return next;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
