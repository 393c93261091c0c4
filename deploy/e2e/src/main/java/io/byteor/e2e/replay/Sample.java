package io.byteor.e2e.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of an input lane. The arrays are not copied. */
public record Sample(
        String lane, long sequence, long micros, byte @Nullable [] key, Map<String, byte[]> headers, byte[] payload) {
    /** The same record with another payload. */
    public Sample with(byte[] reshaped) {
        return new Sample(lane, sequence, micros, key, headers, reshaped);
    }
}
