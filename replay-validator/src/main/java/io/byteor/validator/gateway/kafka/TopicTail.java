package io.byteor.validator.gateway.kafka;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.gateway.OutcomeBoard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads committed outcomes onto the board, from a while back and then as they come. Belongs to no group: every gateway sees all
 * outcomes. What does not decode is passed by; the patrol puts it aside.
 */
public final class OutcomeTail {
    private static final Duration POLL = Duration.ofMillis(500);

    private final ClientSettings clients;
    private final String instanceId;
    private final EventCodec codec;
    private final OutcomeBoard board;
    private final Duration lookBack;
    private final InstantSource clock;
    private volatile boolean caughtUp;

    public OutcomeTail(
            ClientSettings clients,
            String instanceId,
            EventCodec codec,
            OutcomeBoard board,
            Duration lookBack,
            InstantSource clock) {
        this.clients = clients;
        this.instanceId = instanceId;
        this.codec = codec;
        this.board = board;
        this.lookBack = lookBack;
        this.clock = clock;
    }

    /** Whether everything that stood on the topic at the start has been read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Reads until told otherwise. */
    public void follow(BooleanSupplier goesOn) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(clients.consumer(instanceId + "-outcomes"))) {
            Map<TopicPartition, Long> goal = begin(consumer);
            while (goesOn.getAsBoolean()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (codec.decode(Topic.COMMAND_OUTCOME, record.value())
                            instanceof Decoded.Event(CommandOutcome outcome)) {
                        board.post(outcome);
                    }
                }
                goal.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                caughtUp = goal.isEmpty();
            }
        } finally {
            caughtUp = false;
        }
    }

    private Map<TopicPartition, Long> begin(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.COMMAND_OUTCOME.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        long from = clock.instant().minus(lookBack).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> places =
                consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(it -> it, _ -> from)));
        Map<TopicPartition, Long> ends = new java.util.HashMap<>(consumer.endOffsets(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp place = places.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            consumer.seek(partition, place == null ? end : place.offset());
        }
        return ends;
    }
}
