package io.byteor.runner.kafka;

import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.StartDesk;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the one partition of the start topic that holds the replay's answer, from about its acceptance on. */
final class KafkaStartDesk implements StartDesk {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Clocks differ, and an answer is stamped by another machine than the acceptance. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final RunnerClients clients;
    private final EventCodec codec;
    private final DeadLetters deadLetters;

    KafkaStartDesk(RunnerClients clients, EventCodec codec, DeadLetters deadLetters) {
        this.clients = clients;
        this.codec = codec;
        this.deadLetters = deadLetters;
    }

    @Override
    public Answer await(ReplayTicket ticket, StopSignal stop) {
        return KafkaFailures.call("waiting for the start", () -> {
            byte[] key = ticket.replayId().getBytes(StandardCharsets.UTF_8);
            try (Consumer<byte[], byte[]> consumer = clients.reader("start-" + ticket.replayId())) {
                String topic = Topic.REPLAY_START.topicName();
                int partition = BuiltInPartitioner.partitionForKey(
                        key, Topic.REPLAY_START.group().partitions());
                seek(consumer, new TopicPartition(topic, partition), ticket);
                while (true) {
                    stop.obey();
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        Answer answer = Arrays.equals(record.key(), key) ? answer(record) : null;
                        if (answer != null) {
                            return answer;
                        }
                    }
                }
            }
        });
    }

    private static void seek(Consumer<byte[], byte[]> consumer, TopicPartition partition, ReplayTicket ticket) {
        consumer.assign(List.of(partition));
        // The end is taken first: an answer committed meanwhile lies behind it, an earlier one is found by its time.
        Long end = consumer.endOffsets(List.of(partition)).get(partition);
        long from = ticket.acceptedAt().minus(MARGIN).toEpochMilli();
        OffsetAndTimestamp at =
                consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
        if (at != null) {
            consumer.seek(partition, at.offset());
        } else {
            consumer.seek(partition, end == null ? 0 : end);
        }
    }

    private @Nullable Answer answer(ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(Topic.REPLAY_START, record.value())) {
            case Decoded.Event(StartGranted _) -> new Answer.Granted();
            case Decoded.Event(StartRefused refused) -> new Answer.Refused(refused.getFindings());
            case Decoded.Event _ -> null;
            case Decoded.Poison poison -> {
                deadLetters.send(record, poison);
                yield null;
            }
        };
    }
}
