package io.byteor.e2e.sink.kafka;

import io.byteor.e2e.sink.postgres.StoredRows;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds the store against what the topic of actions holds, read committed: every action of the topic has its row and says the same, in
 * every column. Streams, a batch at a time; what it remembers is one tree's frontier for each replay.
 */
public final class Comparison implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BATCH = 2_000;

    private final RegistryEventCodec codec;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begin;

    /** From where the topic ends now. */
    public Comparison(ClientFile client) {
        this.codec = RegistryEventCodec.open(
                new RegistrySettings(client.registry(), true), List.of(Topic.REPLAY_ACTION), RegistryListener.NONE);
        Map<String, Object> settings =
                ClientSettings.of(client.bootstrapServers()).consumer("sink-comparison");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        this.consumer = new KafkaConsumer<>(settings);
        this.partitions = consumer.partitionsFor(Topic.REPLAY_ACTION.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        this.begin = consumer.endOffsets(partitions);
    }

    /**
     * What came of it.
     *
     * @param distinct different actions that the topic holds
     * @param repeated records that hold one of them again
     * @param differing actions without a row, or with a row that says something else
     * @param otherRoots replays whose root is another in the store than over the topic
     */
    public record Outcome(long distinct, long repeated, long differing, long otherRoots) {}

    /** @param prefix of the replays that are looked at */
    public Outcome with(StoredRows store, String prefix) {
        begin.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, MerkleTree> trees = new HashMap<>();
        long distinct = 0;
        long repeated = 0;
        long differing = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            List<ReplayAction> batch = new ArrayList<>();
            for (var record : consumer.poll(POLL)) {
                if (!record.key().startsWith(prefix + "-")) {
                    continue;
                }
                ReplayAction action = action(record.value());
                MerkleTree tree = trees.computeIfAbsent(action.getReplayId(), _ -> new MerkleTree());
                if (action.getSeq() == tree.size()) {
                    tree.append(ActionForm.leafHash(action));
                    batch.add(action);
                } else if (action.getSeq() < tree.size()) {
                    repeated++;
                } else {
                    throw new IllegalStateException("the feed left out an action before " + action);
                }
            }
            distinct += batch.size();
            differing += store.differing(batch);
        }
        long otherRoots = 0;
        for (Map.Entry<String, MerkleTree> tree : trees.entrySet()) {
            otherRoots += store.hasRoot(tree.getKey(), tree.getValue().root()) ? 0 : 1;
        }
        return new Outcome(distinct, repeated, differing, otherRoots);
    }

    private ReplayAction action(byte[] value) {
        if (codec.decode(Topic.REPLAY_ACTION, value) instanceof Decoded.Event(ReplayAction action)) {
            return action;
        }
        throw new IllegalStateException("a record that the feed wrote does not decode");
    }

    @Override
    public void close() {
        consumer.close();
        codec.close();
    }
}
