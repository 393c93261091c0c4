package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** Refusals of the domain as problem documents. */
@Provider
@Priority(Priorities.USER)
public class RefusalMapper extends ExceptionMapperBase<ByteorException> {
    @Override
    protected HttpProblem toProblem(ByteorException refusal) {
        return Problems.of(refusal.problem()).build();
    }
}
