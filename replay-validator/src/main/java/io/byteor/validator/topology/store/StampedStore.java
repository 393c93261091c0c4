package io.byteor.validator.topology.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Bytes by key, each with the time it was put, so that what is too old can be forgotten. Belongs to one task. */
public final class StampedStore {
    private final KeyValueStore<String, byte[]> store;

    public StampedStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    public byte @Nullable [] get(String key) {
        byte[] stamped = store.get(key);
        return stamped == null ? null : value(stamped);
    }

    private static byte[] value(byte[] stamped) {
        return Arrays.copyOfRange(stamped, Long.BYTES, stamped.length);
    }

    public void put(String key, byte[] value, Instant now) {
        store.put(
                key,
                ByteBuffer.allocate(Long.BYTES + value.length)
                        .putLong(now.toEpochMilli())
                        .put(value)
                        .array());
    }

    /** The value of the last key from the first to before the other; null where there is none. */
    public byte @Nullable [] last(String from, String before) {
        try (KeyValueIterator<String, byte[]> keys = store.reverseRange(from, before)) {
            return keys.hasNext() ? value(keys.next().value) : null;
        }
    }

    /** Whether what stands in such a store was put before that. */
    public static boolean isBefore(byte[] stamped, Instant time) {
        return ByteBuffer.wrap(stamped).getLong() < time.toEpochMilli();
    }
}
