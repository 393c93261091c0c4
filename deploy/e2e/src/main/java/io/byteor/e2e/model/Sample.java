package io.byteor.e2e.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record as the interpreter sees it. The arrays are not copied. */
record Sample(
        String lane, long sequence, long micros, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload) {
    Sample with(byte[] reshaped) {
        return new Sample(lane, sequence, micros, key, headers, reshaped);
    }

    /** The payload's JSON value, or its bytes. */
    Object value() {
        return Json.read(payload);
    }

    /** A member of the payload. */
    Object member(String name) {
        if (value() instanceof Map<?, ?> object && object.containsKey(name)) {
            return Objects.requireNonNull(object.get(name));
        }
        throw new Fails();
    }
}
