package io.byteor.cli.http;

import io.byteor.schemas.error.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service answered that it does not do it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int status;
    private final @Nullable Duration retryAfter;

    public ApiException(Problem problem, int status) {
        this(problem, status, null);
    }

    ApiException(Problem problem, int status, @Nullable Duration retryAfter) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** As it stood on the wire, whatever the problem document says. */
    public int status() {
        return status;
    }

    /** How long the service asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same request may well succeed in a while. */
    public boolean passing() {
        return switch (status) {
            case 408, 429, 502, 503, 504, 507 -> true;
            case 409 -> problem.retryable();
            default -> false;
        };
    }

    /** The stable code. */
    public String code() {
        return problem.code();
    }
}
