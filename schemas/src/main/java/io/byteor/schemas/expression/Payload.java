package io.byteor.schemas.expression;

import dev.cel.common.values.CelByteString;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload's bytes, read as JSON when asked and as a whole only once. A payload that is not JSON is its bytes; one that is JSON
 * beyond the limits is refused. Belongs to one thread; the bytes are not copied and must not change while it is in use.
 */
public final class Payload {
    private final byte[] buffer;
    private final int offset;
    private final int length;
    private @Nullable Object value;
    private @Nullable String notJson;
    private @Nullable Skimmed skimmed;

    /** Some members of an object, and which. */
    private record Skimmed(ReadPaths paths, Map<String, Object> members) {}

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

    /** The same payload with an array of its own; what has been read of it need not be read again. */
    public Payload detached() {
        Payload own = new Payload(bytes());
        own.value = value;
        own.notJson = notJson;
        own.skimmed = skimmed;
        return own;
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
     * The same for who reads only these members of it: an object may lack others. Who asks for no more than the last one did is
     * given what that one was.
     *
     * @throws io.byteor.schemas.error.ByteorException as {@link #value()}, whichever member is to blame
     */
    Object value(ReadPaths paths) {
        if (value == null && length <= ExpressionLimits.PAYLOAD_BYTES) {
            Skimmed before = skimmed;
            if (before != null && before.paths.cover(paths)) {
                return before.members;
            }
            Map<String, Object> members = JsonSkim.read(buffer, offset, offset + length, paths);
            if (members != null) {
                skimmed = new Skimmed(paths, members);
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
