package io.byteor.validator.fact;

import io.byteor.schemas.topic.Topic;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What bytes said when they were read, so that a fact that stands for long is read once and not for every request. A fact is
 * recalled for the very bytes that it was read from and for no others, so it is never older than what stands. Bytes that said
 * nothing are read again each time. Holds at most so many bytes; what was not asked for longest goes first. Facts are shared and
 * must not be changed. Thread-safe.
 */
public final class FactMemory {
    private final Map<Name, Memory> memories = new LinkedHashMap<>(16, 0.75f, true);
    private final long most;
    private long held;

    /** @param most bytes of the facts as they are stored; what is read of them takes some times as much */
    public FactMemory(long most) {
        this.most = most;
    }

    private record Name(Topic topic, String key) {}

    private record Memory(byte[] bytes, Object fact) {}

    /** The fact that the bytes are: as recalled, else as it is read now. A topic's facts are all read as one type. */
    public <T> Optional<T> recall(Topic topic, String key, byte[] bytes, Class<T> type, Supplier<Optional<T>> reading) {
        Name name = new Name(topic, key);
        Memory memory = find(name);
        if (memory != null && Arrays.equals(memory.bytes(), bytes)) {
            return Optional.of(type.cast(memory.fact()));
        }
        Optional<T> fact = reading.get();
        fact.ifPresent(it -> keep(name, new Memory(bytes, it)));
        return fact;
    }

    private synchronized @Nullable Memory find(Name name) {
        return memories.get(name);
    }

    private synchronized void keep(Name name, Memory memory) {
        Memory before = memories.put(name, memory);
        held += memory.bytes().length - (before == null ? 0L : before.bytes().length);
        for (Iterator<Memory> oldest = memories.values().iterator(); held > most; oldest.remove()) {
            held -= oldest.next().bytes().length;
        }
    }
}
