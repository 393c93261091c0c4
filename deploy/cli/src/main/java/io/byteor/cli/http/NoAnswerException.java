package io.byteor.cli.http;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Nobody answered, not in time, or not as a service of ours does. What was asked for may have happened all the same. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final URI place;

    public NoAnswerException(String detail, URI place, @Nullable Throwable cause) {
        super(detail, cause);
        this.place = place;
    }

    /** Whom it was asked of; after a 202, where the outcome will stand. */
    public URI place() {
        return place;
    }

    public Problem problem() {
        return Problem.of(ErrorCode.UNAVAILABLE, String.valueOf(getMessage()), place.toString(), null);
    }
}
