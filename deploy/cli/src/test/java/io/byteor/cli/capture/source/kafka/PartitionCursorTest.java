package io.byteor.cli.capture.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.cli.capture.source.RecordedLane;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionCursorTest {
    private static final TopicPartition PARTITION = new TopicPartition("feed", 3);
    private static final long END = 10;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final RecordedLane lane = new RecordedLane();

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void goesOnWhereTheLastFetchEnded() throws IOException {
        consumer.schedulePollTask(() -> arrive(4, 5));
        consumer.schedulePollTask(() -> arrive(7, 9));

        read();

        assertThat(lane.records).extracting(RecordedLane.Entry::sequence).containsExactly(4L, 5L, 7L, 9L);
        assertThat(lane.gaps).containsExactly("6..6", "8..8");
    }

    /** As it does when its log was cut, or its topic made anew, and the consumer begins again at the earliest. */
    @Test
    void refusesAPartitionThatGoesBack() {
        consumer.schedulePollTask(() -> arrive(4, 5));
        consumer.schedulePollTask(() -> {
            consumer.seek(PARTITION, 0);
            arrive(2, 9);
        });

        assertThatThrownBy(this::read).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(e.place()).isEqualTo("feed-3@6");
            assertThat(e.value()).isEqualTo("2");
        });
        assertThat(lane.records).extracting(RecordedLane.Entry::sequence).containsExactly(4L, 5L);
    }

    private void read() throws IOException {
        PartitionCursor cursor = new PartitionCursor(consumer, PARTITION, 4, 0, END, false);
        cursor.seek();
        new PartitionMerge(List.of(cursor), false).readInto(lane);
    }

    private void arrive(long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(
                    new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, new byte[1]));
        }
    }
}
