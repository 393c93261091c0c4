package io.byteor.validator.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Bytes by key, each with the time it was put, so that what is too old can be forgotten. Belongs to one task. */
final class StampedStore {
    private final KeyValueStore<String, byte[]> store;

    StampedStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    byte @Nullable [] get(String key) {
        byte[] stamped = store.get(key);
        return stamped == null ? null : value(stamped);
    }

    private static byte[] value(byte[] stamped) {
        return Arrays.copyOfRange(stamped, Long.BYTES, stamped.length);
    }

    void put(String key, byte[] value, Instant now) {
        store.put(
                key,
                ByteBuffer.allocate(Long.BYTES + value.length)
                        .putLong(now.toEpochMilli())
                        .put(value)
                        .array());
    }

    /** The value of the last key from the first to before the other; null where there is none. */
    byte @Nullable [] last(String from, String before) {
        try (KeyValueIterator<String, byte[]> keys = store.reverseRange(from, before)) {
            return keys.hasNext() ? value(keys.next().value) : null;
        }
    }

    /** Forgets what was put longer ago than that, and answers its keys. */
    List<String> forget(Duration age, Instant now) {
        long oldest = now.minus(age).toEpochMilli();
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (ByteBuffer.wrap(entry.value).getLong() < oldest) {
                    old.add(entry.key);
                }
            }
        }
        old.forEach(store::delete);
        return old;
    }
}
