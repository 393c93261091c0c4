package io.byteor.cli.http;

import io.byteor.schemas.error.Problem;

/** A service answered that it does not do it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int status;

    public ApiException(Problem problem, int status) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
        this.status = status;
    }

    public Problem problem() {
        return problem;
    }

    /** As it stood on the wire, whatever the problem document says. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return problem.code();
    }
}
