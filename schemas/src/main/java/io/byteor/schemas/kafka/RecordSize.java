package io.byteor.schemas.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How many bytes a record takes, before compression: so a producer counts it, whatever the broker took it as. */
public final class RecordSize {
    /** Most that the lengths of one header's name and value take. */
    private static final int HEADER_FRAME = 10;

    private RecordSize() {}

    /** Bytes of key, value and headers, the lengths of headers at their most. */
    public static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = (long) length(key) + length(value);
        for (Header header : headers) {
            size += HEADER_FRAME + header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        return size;
    }

    static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
