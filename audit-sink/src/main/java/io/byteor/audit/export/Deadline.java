package io.byteor.audit.export;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** When one export has to be over. Thread-safe. */
public final class Deadline {
    /** What says how long one may run. */
    private static final String SETTING = "byteor.export.duration";

    private final InstantSource clock;
    private final Duration allowed;
    private final Instant end;

    /** @param allowed from now on */
    public Deadline(InstantSource clock, Duration allowed) {
        this.clock = clock;
        this.allowed = allowed;
        this.end = clock.instant().plus(allowed);
    }

    /** How long it may still take, in whole milliseconds and rounded up: whoever waits for so long finds it passed. */
    public Duration left() {
        long millis = Math.max(0, Duration.between(clock.instant(), end).toMillis());
        return Duration.ofMillis(millis + 1);
    }

    public boolean passed() {
        return !clock.instant().isBefore(end);
    }

    /** @throws ByteorException EXPORT_TOO_LONG where it is over */
    void require() {
        if (passed()) {
            throw exceeded(null);
        }
    }

    /** That it is over, with the limit. */
    public ByteorException exceeded(@Nullable Throwable cause) {
        return new ByteorException(
                ErrorCode.EXPORT_TOO_LONG, "at most %s (%s)".formatted(allowed, SETTING), SETTING, allowed, cause);
    }
}
