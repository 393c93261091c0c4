package io.byteor.schemas.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A captured record at some stage of a pipeline, for {@link Scope#RECORD}: the payload changes from stage to stage, all else
 * stays what was captured. Headers are fetched only when an expression reads them.
 *
 * @param key the captured key; not copied
 */
public record RecordVariables(
        Payload payload,
        byte @Nullable [] key,
        long sequence,
        Instant capturedAt,
        Supplier<Map<String, byte[]>> headers)
        implements Variables {
    @Override
    public Object value(String name) {
        return switch (name) {
            case Scope.Names.PAYLOAD -> payload.value();
            case Scope.Names.KEY -> key == null ? NullValue.NULL_VALUE : CelByteString.of(key);
            case Scope.Names.SEQUENCE -> sequence;
            case Scope.Names.CAPTURED_AT -> capturedAt;
            case Scope.Names.HEADERS -> celHeaders();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The same record with another payload. */
    public RecordVariables with(Payload reshaped) {
        return new RecordVariables(reshaped, key, sequence, capturedAt, headers);
    }

    private Map<String, CelByteString> celHeaders() {
        Map<String, CelByteString> values = new HashMap<>();
        headers.get().forEach((name, value) -> values.put(name, CelByteString.of(value)));
        return values;
    }
}
