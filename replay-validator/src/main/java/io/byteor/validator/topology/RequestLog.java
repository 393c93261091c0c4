package io.byteor.validator.topology;

import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What became of each request, by replay id, so that a repeat is answered and not decided again. */
final class RequestLog {
    private final StampedStore store;

    RequestLog(StampedStore store) {
        this.store = store;
    }

    /** Where a request is. */
    enum Stage {
        /** Waits for a fact. */
        WAITING,
        /** Decided here; the entry holds the outcome. */
        DECIDED,
        /** Handed to the owner of its start key. */
        FORWARDED
    }

    /** @param outcome as encoded; empty unless it was decided here */
    record Entry(Digest intent, Stage stage, byte[] outcome) {}

    @Nullable
    Entry get(String replayId) {
        byte[] bytes = store.get(replayId);
        if (bytes == null) {
            return null;
        }
        return new Entry(
                Digest.ofRaw(Arrays.copyOf(bytes, Digest.LENGTH)),
                Stage.values()[bytes[Digest.LENGTH]],
                Arrays.copyOfRange(bytes, Digest.LENGTH + 1, bytes.length));
    }

    void put(String replayId, Entry entry, Instant now) {
        byte[] bytes = ByteBuffer.allocate(Digest.LENGTH + 1 + entry.outcome().length)
                .put(entry.intent().raw())
                .put((byte) entry.stage().ordinal())
                .put(entry.outcome())
                .array();
        store.put(replayId, bytes, now);
    }

    void forget(Duration age, Instant now) {
        store.forget(age, now);
    }
}
