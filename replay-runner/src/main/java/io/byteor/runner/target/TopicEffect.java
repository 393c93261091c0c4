package io.byteor.runner.target;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record for a target topic. The arrays are not copied.
 *
 * @param headers provenance, in UTF-8 on the wire
 */
public record TopicEffect(String topic, byte @Nullable [] key, byte[] value, Map<String, String> headers) {
    private static final long FRAMING = 512;
    private static final long HEADER_FRAMING = 10;

    /** At most so many bytes on the wire, in a batch of its own. */
    public long size() {
        long size = FRAMING + (key == null ? 0 : key.length) + value.length;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            size += HEADER_FRAMING
                    + header.getKey().length()
                    + header.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }
}
