package io.byteor.cli.capture.source.kafka;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition's part of the range: what of it was fetched, and how far it was read. Not thread-safe. */
final class PartitionCursor {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long beginning;
    private final long end;
    private final RecordForm form;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private long next;

    /**
     * @param from the first offset of the range
     * @param beginning the first offset that the partition still has
     * @param end the first offset that is not in the range any more
     * @param several whether other partitions are read beside this
     */
    PartitionCursor(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long beginning,
            long end,
            boolean several) {
        this.consumer = consumer;
        this.partition = partition;
        this.next = from;
        this.beginning = beginning;
        this.end = end;
        this.form = new RecordForm(several);
    }

    TopicPartition partition() {
        return partition;
    }

    /** The first offset that was not passed yet. */
    long next() {
        return next;
    }

    void seek() {
        consumer.seek(partition, Math.max(next, beginning));
        consumer.pause(List.of(partition));
    }

    /** The next record, fetched when there is none yet; null at the end of the range. Others are not fetched meanwhile. */
    @Nullable
    ConsumerRecord<byte[], byte[]> peek() {
        if (fetched.isEmpty() && next < end) {
            consumer.resume(List.of(partition));
            fetch();
            consumer.pause(List.of(partition));
        }
        return fetched.peek();
    }

    /**
     * A position also passes what is no record: aborted ones, and the markers of transactions.
     *
     * @throws ByteorException UNAVAILABLE where nothing comes any more, or what comes was passed before: a log that lost its end, or
     *     a topic that was made anew, is read from the beginning again, and is no longer what was captured of it so far
     */
    private void fetch() {
        long position = consumer.position(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (fetched.isEmpty() && position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                requireAhead(record);
                if (record.offset() < end) {
                    fetched.add(record);
                }
            }
            long before = position;
            position = consumer.position(partition);
            if (position > before) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new ByteorException(
                        ErrorCode.UNAVAILABLE,
                        "the partition goes on to " + end,
                        partition + "@" + position,
                        "nothing for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private void requireAhead(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < next) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE,
                    "the partition went back; capture again",
                    partition + "@" + next,
                    record.offset());
        }
    }

    /** How many offsets without a record lie before the one that comes next, or before the end. */
    long missing() {
        ConsumerRecord<byte[], byte[]> record = fetched.peek();
        return (record == null ? end : record.offset()) - next;
    }

    /** Goes on behind the record, or to the end. */
    void advance() {
        ConsumerRecord<byte[], byte[]> record = fetched.poll();
        next = record == null ? end : record.offset() + 1;
    }

    Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
        return form.headers(record);
    }
}
