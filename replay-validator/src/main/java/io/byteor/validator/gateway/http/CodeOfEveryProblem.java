package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Gives problems that the framework raises, a missing token or an unknown path, their code of the catalogue. */
@ApplicationScoped
public class CodeOfEveryProblem implements ProblemPostProcessor {
    private static final int SERVER_ERROR = 500;

    @Override
    public HttpProblem apply(HttpProblem raised, ProblemContext context) {
        if (raised.getParameters().containsKey("code")) {
            return raised;
        }
        ErrorCode code = code(raised.getStatusCode());
        Problem problem = Problem.of(code, code.meaning(), null, null);
        return HttpProblem.builder(raised)
                .withType(URI.create(problem.type()))
                .withTitle(problem.title())
                .with("code", problem.code())
                .with("retryable", problem.retryable())
                .build();
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            default -> status < SERVER_ERROR ? ErrorCode.REQUEST_INVALID : ErrorCode.INTERNAL;
        };
    }
}
