package io.byteor.cli.capture.source.kafka;

import io.byteor.cli.capture.source.LaneSource;
import io.byteor.cli.capture.source.LaneSource.Bound;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What a range of a topic is in offsets, as the topic stands now. */
final class OffsetRange {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LaneSource.Topic source;

    OffsetRange(KafkaConsumer<byte[], byte[]> consumer, LaneSource.Topic source) {
        this.consumer = consumer;
        this.source = source;
    }

    /** The partitions to read, in their order, each with its ends. */
    List<PartitionCursor> resolve() {
        List<TopicPartition> partitions = partitions();
        boolean offsets = source.from() instanceof Bound.Offset || source.to() instanceof Bound.Offset;
        if (partitions.size() > 1 && offsets) {
            throw refused("offsets are of one partition, " + source.topic() + "/PARTITION@FROM..TO; it has "
                    + partitions.size());
        }
        boolean several = partitions.size() > 1;
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> from = offsets(source.from(), partitions, beginnings, ends);
        Map<TopicPartition, Long> to = offsets(source.to(), partitions, ends, ends);
        return partitions.stream()
                .map(partition -> cursor(
                        partition,
                        at(from, partition),
                        at(beginnings, partition),
                        Math.min(at(to, partition), at(ends, partition)),
                        several))
                .toList();
    }

    private PartitionCursor cursor(TopicPartition partition, long from, long beginning, long end, boolean several) {
        if (source.from() instanceof Bound.Offset && from > end) {
            throw refused("the range begins within the partition, which ends at " + end);
        }
        return new PartitionCursor(consumer, partition, Math.min(from, end), beginning, end, several);
    }

    private List<TopicPartition> partitions() {
        Integer wanted = source.partition();
        List<TopicPartition> found = known().map(info -> new TopicPartition(info.topic(), info.partition()))
                .filter(partition -> wanted == null || partition.partition() == wanted)
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        if (found.isEmpty()) {
            throw refused("a topic, or a partition of it, that exists");
        }
        return found;
    }

    private Stream<PartitionInfo> known() {
        try {
            @Nullable List<PartitionInfo> known = consumer.partitionsFor(source.topic());
            return known == null ? Stream.empty() : known.stream();
        } catch (UnknownTopicOrPartitionException e) {
            return Stream.empty();
        }
    }

    private Map<TopicPartition, Long> offsets(
            Bound bound,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> open,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        switch (bound) {
            case Bound.Open() -> offsets.putAll(open);
            case Bound.Offset(long offset) -> partitions.forEach(partition -> offsets.put(partition, offset));
            case Bound.Time(Instant time) -> {
                Map<TopicPartition, Long> times = new HashMap<>();
                partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
                Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
                partitions.forEach(partition -> {
                    OffsetAndTimestamp at = found.get(partition);
                    offsets.put(partition, at == null ? at(ends, partition) : at.offset());
                });
            }
        }
        return offsets;
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private ByteorException refused(String expected) {
        String place = source.partition() == null ? source.topic() : source.topic() + "/" + source.partition();
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, place, null);
    }
}
