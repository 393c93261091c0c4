package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every refusal and failure as a problem document (RFC 9457) with a code of the catalogue. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    @ServerExceptionMapper
    public Response refused(ByteorException refusal) {
        return answer(refusal.problem()).build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthenticated(SecurityException failure) {
        LOG.debug("no valid token", failure);
        return answer(Problem.of(ErrorCode.UNAUTHENTICATED)).build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return answer(Problem.of(ErrorCode.FORBIDDEN)).build();
    }

    /** What the framework answers by itself: an unknown path, a method or a media type that is not taken. */
    @ServerExceptionMapper
    public Response answered(WebApplicationException failure) {
        Response raised = failure.getResponse();
        return raised.getStatus() < ErrorCode.REQUEST_INVALID.status()
                ? raised
                : answer(Problem.ofStatus(raised.getStatus())).build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable failure) {
        LOG.error("request failed", failure);
        return answer(Problem.of(ErrorCode.INTERNAL)).build();
    }

    /** A problem as an answer, for whoever has headers to add. */
    public static Response.ResponseBuilder answer(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == ErrorCode.UNAUTHENTICATED.status()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.retryable()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer;
    }
}
