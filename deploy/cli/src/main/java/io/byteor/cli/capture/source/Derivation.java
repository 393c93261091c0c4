package io.byteor.cli.capture.source;

import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.LineVariables;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Derives a record's time and key from its bytes, where the source has nothing else. Immutable. */
public final class Derivation {
    private final @Nullable Expression time;
    private final @Nullable Expression key;
    private final Instant capturedAt;

    /**
     * Compiles the expressions.
     *
     * @param time CEL over {@code line}; null for the capture's own time
     * @param key CEL over {@code line}; null for none
     * @throws io.byteor.schemas.error.ByteorException EXPRESSION_INVALID where one does not compile
     */
    public Derivation(@Nullable String time, @Nullable String key, Instant capturedAt) {
        this.time = time == null ? null : Expression.compile(Scope.LINE, time, "--time");
        this.key = key == null ? null : Expression.compile(Scope.LINE, key, "--key");
        this.capturedAt = capturedAt;
    }

    /** In microseconds since the epoch. */
    long time(Payload line) {
        Instant at = time == null ? capturedAt : time.instant(new LineVariables(line));
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    byte @Nullable [] key(Payload line) {
        return key == null ? null : key.key(new LineVariables(line));
    }
}
