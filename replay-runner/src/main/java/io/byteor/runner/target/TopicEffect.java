package io.byteor.runner.target;

import org.jspecify.annotations.Nullable;

/** A record for a target topic. The arrays are not copied. */
public record TopicEffect(String topic, byte @Nullable [] key, byte[] value, Provenance provenance) {
    /** Of a batch with one record in it, headers included. */
    private static final long FRAMING = 552;

    /** At most so many bytes on the wire, in a batch of its own. */
    public long size() {
        return FRAMING + (key == null ? 0 : key.length) + value.length + provenance.size();
    }
}
