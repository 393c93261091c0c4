package io.byteor.validator.topology.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes round a store a few entries at a time and takes out those that are over, so that no step takes long however much is kept.
 * Rounds begin an hour apart at least. Where one stands, this process alone knows: after a restart it begins at the first entry.
 * Belongs to one task.
 */
public final class Sweep {
    /** How long after a step the next one comes. */
    public static final Duration STEP = Duration.ofSeconds(1);

    /** Most entries that one step looks at. */
    public static final int AT_ONCE = 1_000;

    private static final Duration ROUND = Duration.ofHours(1);

    private final KeyValueStore<String, byte[]> store;
    private Instant nextRound = Instant.MIN;
    /** Where the round goes on; null where none is under way. */
    private @Nullable String position;

    public Sweep(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** One step; answers what it took out. */
    public List<KeyValue<String, byte[]>> step(Instant now, Predicate<KeyValue<String, byte[]>> over) {
        if (position == null) {
            if (now.isBefore(nextRound)) {
                return List.of();
            }
            nextRound = now.plus(ROUND);
        }
        List<KeyValue<String, byte[]>> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = store.range(position, null)) {
            for (int looked = 0; looked < AT_ONCE && entries.hasNext(); looked++) {
                KeyValue<String, byte[]> entry = entries.next();
                if (over.test(entry)) {
                    found.add(entry);
                }
            }
            position = entries.hasNext() ? entries.peekNextKey() : null;
        }
        found.forEach(entry -> store.delete(entry.key));
        return found;
    }
}
