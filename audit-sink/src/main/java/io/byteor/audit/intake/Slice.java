package io.byteor.audit.intake;

import io.byteor.schemas.topic.Topic;
import java.util.List;

/**
 * What one partition adds to a batch.
 *
 * @param from the offset that the store must stand at; it may lie before the first record
 * @param next the offset that the store stands at afterwards
 * @param entries in the order of the partition
 * @param log every record of the slice as it was consumed, those that became no entry too; none of a topic whose records are
 *     leaves of trees of their own
 */
public record Slice(Topic topic, int partition, long from, long next, List<Entry> entries, List<Consumed> log) {
    public Slice {
        entries = List.copyOf(entries);
        log = List.copyOf(log);
        if (from < 0 || next <= from) {
            throw new IllegalArgumentException("from " + from + " to " + next);
        }
    }

    /** What is left of it when nothing of it can become rows: its records in their log, which tell of nothing. */
    public Slice withoutEntries() {
        return new Slice(
                topic,
                partition,
                from,
                next,
                List.of(),
                log.stream().map(Consumed::withoutSubject).toList());
    }

    /** A slice without records for the log. */
    public Slice(Topic topic, int partition, long from, long next, List<Entry> entries) {
        this(topic, partition, from, next, entries, List.of());
    }
}
