package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A missing or invalid token as a problem document with the challenge of RFC 6750. Comes before the problem library's own mappers,
 * which do not link against this release of Quarkus.
 */
public class UnauthenticatedMapper {
    private static final Logger LOG = Logger.getLogger(UnauthenticatedMapper.class);
    private static final int FIRST = Priorities.USER - 100;

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = FIRST)
    public Response invalid(AuthenticationFailedException cause) {
        LOG.debugf(cause, "a token was refused");
        return refused("the bearer token is not valid here");
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = FIRST)
    public Response missing(UnauthorizedException cause) {
        return refused("a bearer token is needed");
    }

    private static Response refused(String detail) {
        Response problem = Problems.of(Problem.of(ErrorCode.UNAUTHENTICATED, detail, null, null))
                .build()
                .toResponse();
        return Response.fromResponse(problem)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }
}
