package io.byteor.audit.intake;

import io.byteor.schemas.topic.Topic;
import java.util.List;

/**
 * What one partition adds to a batch.
 *
 * @param from the offset that the store must stand at; it may lie before the first record
 * @param next the offset that the store stands at afterwards
 * @param entries in the order of the partition
 */
public record Slice(Topic topic, int partition, long from, long next, List<Entry> entries) {
    public Slice {
        entries = List.copyOf(entries);
        if (from < 0 || next <= from) {
            throw new IllegalArgumentException("from " + from + " to " + next);
        }
    }
}
