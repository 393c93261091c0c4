package io.byteor.audit.http;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Gives the refusals of the HTTP layer itself a code of the catalogue. */
@ApplicationScoped
public class ProblemCodes implements ProblemPostProcessor {
    private static final String CODE = "code";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey(CODE)) {
            return problem;
        }
        ErrorCode code = code(problem.getStatusCode());
        return HttpProblem.builder(problem)
                .withType(URI.create(Problem.of(code, "", null, null).type()))
                .withTitle(code.meaning())
                .with(CODE, code.name())
                .with("retryable", code.retryable())
                .build();
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
            case FORBIDDEN -> ErrorCode.FORBIDDEN;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            default -> status >= SERVER_ERROR ? ErrorCode.INTERNAL : ErrorCode.REQUEST_INVALID;
        };
    }
}
