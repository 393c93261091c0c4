package io.byteor.audit.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.Problem;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** A refusal as problem+json. What can succeed later says when to come back. */
@Provider
@Priority(Priorities.USER)
public class RefusalMapper extends ExceptionMapperBase<ByteorException> {
    private static final int SECONDS = 1;

    @Override
    protected HttpProblem toProblem(ByteorException refusal) {
        return problem(refusal);
    }

    static HttpProblem problem(ByteorException refusal) {
        Problem problem = refusal.problem();
        HttpProblem.Builder builder = HttpProblem.builder()
                .withType(URI.create(problem.type()))
                .withTitle(problem.title())
                .withStatus(problem.status())
                .withDetail(problem.detail())
                .with("code", problem.code())
                .with("retryable", problem.retryable());
        if (problem.place() != null) {
            builder.with("place", problem.place());
        }
        if (problem.value() != null) {
            builder.with("value", problem.value());
        }
        if (problem.retryable()) {
            builder.withHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        }
        return builder.build();
    }
}
