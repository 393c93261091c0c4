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
    private final boolean ours;

    public ApiException(Problem problem, int status) {
        this(problem, status, null, true);
    }

    ApiException(Problem problem, int status, @Nullable Duration retryAfter, boolean ours) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
        this.status = status;
        this.retryAfter = retryAfter;
        this.ours = ours;
    }

    public Problem problem() {
        return problem;
    }

    /** As it stood on the wire, whatever the problem document says. */
    public int status() {
        return status;
    }

    /** Whether a service of ours said so; not a proxy or whatever else stands before it. */
    public boolean isOurs() {
        return ours;
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
