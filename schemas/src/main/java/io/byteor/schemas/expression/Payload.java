package io.byteor.schemas.expression;

import dev.cel.common.values.CelByteString;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload's bytes, read as JSON when first asked and never again. A payload that is not JSON is its bytes; one that is JSON
 * beyond the limits is refused. Belongs to one thread; the bytes are not copied and must not change while it is in use.
 */
public final class Payload {
    private final byte[] buffer;
    private final int offset;
    private final int length;
    private @Nullable Object value;
    private @Nullable String notJson;

    public Payload(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** A payload that lies in a part of an array. */
    public Payload(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.offset = Objects.checkFromIndexSize(offset, length, buffer.length);
        this.length = length;
    }

    /** The payload alone: a copy where it is a part of an array. */
    public byte[] bytes() {
        return length == buffer.length ? buffer : Arrays.copyOfRange(buffer, offset, offset + length);
    }

    /**
     * The JSON value in CEL's Java types, or the bytes.
     *
     * @throws io.byteor.schemas.error.ByteorException PAYLOAD_INVALID for JSON that is too large, too deep, has duplicate
     *     members or a number beyond double
     */
    Object value() {
        Object read = value;
        if (read == null) {
            switch (JsonReading.read(buffer, offset, length)) {
                case JsonReading.Value json -> read = json.value();
                case JsonReading.NotJson not -> {
                    notJson = not.why();
                    read = CelByteString.of(bytes());
                }
            }
            value = read;
        }
        return read;
    }

    /**
     * The same for who reads only these members of it: an object may lack others.
     *
     * @throws io.byteor.schemas.error.ByteorException as {@link #value()}, whichever member is to blame
     */
    Object value(ReadPaths paths) {
        if (value == null && length <= ExpressionLimits.PAYLOAD_BYTES) {
            Map<String, Object> members = JsonSkim.read(buffer, offset, offset + length, paths);
            if (members != null) {
                return members;
            }
        }
        return value();
    }

    /** Why the payload is taken as bytes; null while it has not been read, and for JSON. */
    @Nullable
    String notJson() {
        return notJson;
    }
}
