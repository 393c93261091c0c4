package io.byteor.validator.topology.store;

import io.byteor.validator.fact.FactKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Commands that wait for a fact, each under the fact it misses, until the fact is there or the wait is over. Survives a restart:
 * it is a store like any other. Belongs to one task.
 */
public final class WaitingRoom {
    private static final char SEPARATOR = '\n';

    /** In bytes, of an entry with its key: below what a changelog takes by default. */
    private static final int LARGEST = 1_000_000;

    private final KeyValueStore<String, byte[]> store;

    public WaitingRoom(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** A command that has waited, as it stood on its topic. */
    public record Waiter(String key, Instant deadline, byte[] command) {}

    /** @throws IllegalStateException where the command and what it waits for are too large to be kept */
    public void add(FactKey missing, String commandId, Instant deadline, byte[] command) {
        String key = missing.kind().name()
                + SEPARATOR
                + missing.revision()
                + SEPARATOR
                + missing.key()
                + SEPARATOR
                + commandId;
        byte[] value = ByteBuffer.allocate(Long.BYTES + command.length)
                .putLong(deadline.toEpochMilli())
                .put(command)
                .array();
        int size = key.getBytes(StandardCharsets.UTF_8).length + value.length;
        if (size > LARGEST) {
            throw new IllegalStateException(
                    "what waits for a fact has %d bytes, more than %d".formatted(size, LARGEST));
        }
        store.put(key, value);
    }

    /** Takes out everything whose fact is there by now or whose time is up; each fact is looked up once. */
    public List<Waiter> takeReady(Predicate<FactKey> holds, Instant now) {
        Map<FactKey, Boolean> looked = new HashMap<>();
        List<Waiter> ready = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                Instant deadline =
                        Instant.ofEpochMilli(ByteBuffer.wrap(entry.value).getLong());
                if (!now.isBefore(deadline) || looked.computeIfAbsent(missing(entry.key), holds::test)) {
                    byte[] command = Arrays.copyOfRange(entry.value, Long.BYTES, entry.value.length);
                    ready.add(new Waiter(entry.key, deadline, command));
                }
            }
        }
        ready.forEach(waiter -> store.delete(waiter.key()));
        return ready;
    }

    private static FactKey missing(String key) {
        int kind = key.indexOf(SEPARATOR);
        int revision = key.indexOf(SEPARATOR, kind + 1);
        int command = key.lastIndexOf(SEPARATOR);
        return new FactKey(
                FactKey.Kind.valueOf(key.substring(0, kind)),
                key.substring(revision + 1, command),
                Long.parseLong(key, kind + 1, revision, 10));
    }
}
