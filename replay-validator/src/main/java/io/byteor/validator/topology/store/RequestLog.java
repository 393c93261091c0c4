package io.byteor.validator.topology.store;

import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of each request, by replay id, so that a repeat is answered and not decided again. */
public final class RequestLog {
    private static final byte[] NOTHING = {};

    private final StampedStore store;

    public RequestLog(StampedStore store) {
        this.store = store;
    }

    /** Where a request is. */
    public enum Stage {
        /** Waits for a fact. */
        WAITING,
        /** Decided here; the entry holds the outcome. */
        DECIDED,
        /** Handed to the owner of its start key. */
        FORWARDED
    }

    /**
     * What is known of a request.
     *
     * @param environment where the replay runs unless it was rejected; null where it does not, and as long as that is unknown
     * @param outcome as encoded; empty unless it was decided here
     */
    public record Entry(
            Digest intent, Stage stage, @Nullable String environment, byte[] outcome) {
        public static Entry waiting(Digest intent) {
            return new Entry(intent, Stage.WAITING, null, NOTHING);
        }

        public static Entry decided(Digest intent, @Nullable String environment, byte[] outcome) {
            return new Entry(intent, Stage.DECIDED, environment, outcome);
        }

        public static Entry forwarded(Digest intent, @Nullable String environment) {
            return new Entry(intent, Stage.FORWARDED, environment, NOTHING);
        }

        private static Entry of(byte[] bytes) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            Digest intent = Digest.ofRaw(taken(rest, Digest.LENGTH));
            Stage stage = Stage.values()[rest.get()];
            String environment = new String(taken(rest, rest.getShort()), StandardCharsets.UTF_8);
            return new Entry(intent, stage, environment.isEmpty() ? null : environment, taken(rest, rest.remaining()));
        }

        private static byte[] taken(ByteBuffer from, int length) {
            byte[] bytes = new byte[length];
            from.get(bytes);
            return bytes;
        }

        private byte[] bytes() {
            byte[] place = environment == null ? NOTHING : environment.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Digest.LENGTH + 1 + Short.BYTES + place.length + outcome.length)
                    .put(intent.raw())
                    .put((byte) stage.ordinal())
                    .putShort((short) place.length)
                    .put(place)
                    .put(outcome)
                    .array();
        }
    }

    @Nullable
    public Entry get(String replayId) {
        byte[] bytes = store.get(replayId);
        return bytes == null ? null : Entry.of(bytes);
    }

    public void put(String replayId, Entry entry, Instant now) {
        store.put(replayId, entry.bytes(), now);
    }
}
