package io.byteor.schemas.expression;

import dev.cel.common.values.CelByteString;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload's bytes, read as JSON when first asked and never again. A payload that is not JSON is its bytes; one that is JSON
 * beyond the limits is refused. Belongs to one thread; the bytes are not copied and must not change.
 */
public final class Payload {
    private final byte[] bytes;
    private @Nullable Object value;
    private @Nullable String notJson;

    public Payload(byte[] bytes) {
        this.bytes = Objects.requireNonNull(bytes);
    }

    public byte[] bytes() {
        return bytes;
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
            switch (JsonReading.read(bytes)) {
                case JsonReading.Value json -> read = json.value();
                case JsonReading.NotJson not -> {
                    notJson = not.why();
                    read = CelByteString.of(bytes);
                }
            }
            value = read;
        }
        return read;
    }

    /** Why the payload is taken as bytes; null while it has not been read, and for JSON. */
    @Nullable
    String notJson() {
        return notJson;
    }
}
