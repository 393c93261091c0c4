package io.byteor.e2e.replay;

import io.byteor.schemas.journal.JournalFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of an output lane. The arrays are not copied.
 *
 * @param origin input lane, slash, sequence; null for none
 */
public record Output(@Nullable String origin, byte @Nullable [] key, byte[] payload) {
    /** Of the captured record. */
    public Map<String, byte[]> headers() {
        return origin == null ? Map.of() : Map.of(JournalFormat.ORIGIN_HEADER, origin.getBytes(StandardCharsets.UTF_8));
    }
}
