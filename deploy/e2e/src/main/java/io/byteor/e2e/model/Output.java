package io.byteor.e2e.model;

import io.byteor.schemas.journal.JournalFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A captured output. The arrays are not copied. */
record Output(@Nullable String origin, byte @Nullable [] key, byte[] payload) {
    Map<String, byte[]> headers() {
        return origin == null ? Map.of() : Map.of(JournalFormat.ORIGIN_HEADER, Json.utf8(origin));
    }

    /** Key and payload, equal for equal outputs. */
    String content() {
        return Act.key(key) + " " + Json.normal(payload);
    }
}
