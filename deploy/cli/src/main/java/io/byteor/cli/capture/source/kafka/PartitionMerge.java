package io.byteor.cli.capture.source.kafka;

import io.byteor.cli.capture.source.RecordSink;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Merges partitions into one order that depends on their content alone: of the records that are next in their partitions, the
 * one with the least timestamp, then of the least partition. For one reading.
 */
final class PartitionMerge {
    private static final byte[] NOTHING = {};
    /** In a millisecond. */
    private static final long MICROS = 1_000;

    private static final Comparator<PartitionCursor> ORDER = Comparator.<PartitionCursor>comparingLong(
                    cursor -> head(cursor).timestamp())
            .thenComparingInt(cursor -> cursor.partition().partition());

    private final List<PartitionCursor> partitions;
    private final boolean includeReplayed;
    private long sequence;

    PartitionMerge(List<PartitionCursor> partitions, boolean includeReplayed) {
        this.partitions = partitions;
        this.includeReplayed = includeReplayed;
        this.sequence = partitions.size() == 1 ? partitions.getFirst().next() : 0;
    }

    void readInto(RecordSink sink) throws IOException {
        PriorityQueue<PartitionCursor> ready = new PriorityQueue<>(ORDER);
        for (PartitionCursor cursor : partitions) {
            if (cursor.peek() != null) {
                ready.add(cursor);
            }
        }
        for (PartitionCursor cursor = ready.poll(); cursor != null; cursor = ready.poll()) {
            pass(cursor, sink);
            take(head(cursor), cursor, sink);
            cursor.advance();
            if (cursor.peek() != null) {
                ready.add(cursor);
            }
        }
        for (PartitionCursor cursor : partitions) {
            pass(cursor, sink);
        }
    }

    private static ConsumerRecord<byte[], byte[]> head(PartitionCursor cursor) {
        return Objects.requireNonNull(cursor.peek());
    }

    private void pass(PartitionCursor cursor, RecordSink sink) {
        long missing = cursor.missing();
        if (missing > 0) {
            sink.gap(sequence, sequence + missing - 1);
            sequence += missing;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, PartitionCursor cursor, RecordSink sink)
            throws IOException {
        if (!includeReplayed && record.headers().lastHeader(ProvenanceHeader.REPLAY_ID) != null) {
            sink.leftOut(sequence++);
            return;
        }
        sink.record(
                sequence++,
                micros(record),
                record.key(),
                cursor.headers(record),
                record.value() == null ? NOTHING : record.value());
    }

    private static long micros(ConsumerRecord<byte[], byte[]> record) {
        long millis = record.timestamp();
        if (millis < JournalFormat.LEAST_TIME / MICROS || millis > JournalFormat.GREATEST_TIME / MICROS) {
            throw new ByteorException(
                    ErrorCode.DOCUMENT_INVALID,
                    "a timestamp, in milliseconds, is of the years 0 to 9999",
                    record.topic() + "/" + record.partition() + "@" + record.offset(),
                    millis);
        }
        return millis * MICROS;
    }
}
