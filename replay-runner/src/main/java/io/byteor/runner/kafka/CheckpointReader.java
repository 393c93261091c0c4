package io.byteor.runner.kafka;

import io.byteor.runner.target.kafka.PartitionRead;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads a checkpoint partition up to its very end as it stands at the call. So it waits for every transaction that is open there, of
 * whatever replay, and misses no checkpoint that was committed before the call.
 */
final class CheckpointReader {
    /** The root bundle's id, so that what belongs to others need not be decoded. */
    static final String ROOT_BUNDLE = "byteor-root-bundle";

    /** How long nothing may come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunnerClients clients;
    private final Admin admin;
    private final EventCodec codec;

    CheckpointReader(RunnerClients clients, Admin admin, EventCodec codec) {
        this.clients = clients;
        this.admin = admin;
        this.codec = codec;
    }

    /**
     * The last checkpoint of each replay of the root bundle.
     *
     * @throws IllegalStateException if one cannot be read: what it says was applied would be applied again
     */
    Collection<ReplayCheckpoint> ofRoot(int partition, String rootBundleId) {
        Map<String, ReplayCheckpoint> last = new LinkedHashMap<>();
        read(
                partition,
                record -> mayBelongTo(record, rootBundleId),
                checkpoint -> {
                    if (checkpoint.getRootBundleId().equals(rootBundleId)) {
                        last.put(checkpoint.getReplayId(), checkpoint);
                    }
                },
                CheckpointReader::refuse);
        return last.values();
    }

    /**
     * The last checkpoint of each replay of the partition that has not ended; what cannot be decoded goes to the given place. Takes no
     * more memory than these, however many have ended.
     */
    Collection<ReplayCheckpoint> unfinished(
            int partition, BiConsumer<ConsumerRecord<byte[], byte[]>, Decoded.Poison> poison) {
        Unfinished unfinished = new Unfinished();
        read(partition, _ -> true, unfinished, poison);
        return unfinished.last();
    }

    /** Those of these replays that have a checkpoint, whether or not it can be decoded. */
    Set<String> known(int partition, Set<String> replayIds) {
        Set<String> known = new HashSet<>();
        scan(partition, record -> {
            String replayId = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() != null && replayIds.contains(replayId)) {
                known.add(replayId);
            }
        });
        return known;
    }

    private void read(
            int partition,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            Consumer<ReplayCheckpoint> each,
            BiConsumer<ConsumerRecord<byte[], byte[]>, Decoded.Poison> poison) {
        scan(partition, record -> {
            if (record.value() != null && wanted.test(record)) {
                switch (codec.decode(Topic.REPLAY_CHECKPOINT, record.value())) {
                    case Decoded.Event(ReplayCheckpoint checkpoint) -> each.accept(checkpoint);
                    case Decoded.Event(var other) ->
                        throw new IllegalStateException(
                                "no checkpoint: " + other.getSchema().getName());
                    case Decoded.Poison unreadable -> poison.accept(record, unreadable);
                }
            }
        });
    }

    private void scan(int partition, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        TopicPartition source = new TopicPartition(Topic.REPLAY_CHECKPOINT.topicName(), partition);
        new PartitionRead(source, () -> clients.reader("checkpoints-" + partition), admin, PATIENCE).forEach(each);
    }

    /** A record without the header is no runner's, and says nothing about effects. */
    private static void refuse(ConsumerRecord<byte[], byte[]> record, Decoded.Poison poison) {
        if (record.headers().lastHeader(ROOT_BUNDLE) != null) {
            throw new IllegalStateException("the checkpoint at offset %d of %s-%d cannot be read: %s %s"
                    .formatted(record.offset(), record.topic(), record.partition(), poison.code(), poison.detail()));
        }
    }

    private static boolean mayBelongTo(ConsumerRecord<byte[], byte[]> record, String rootBundleId) {
        Header root = record.headers().lastHeader(ROOT_BUNDLE);
        return root == null || new String(root.value(), StandardCharsets.UTF_8).equals(rootBundleId);
    }
}
