package io.byteor.audit.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A missing or invalid token as problem+json with the challenge of RFC 6750. Stands before the problem library's own mappers,
 * which do not link against this Quarkus.
 */
public class UnauthenticatedMapper {
    private static final Logger LOG = Logger.getLogger(UnauthenticatedMapper.class);
    private static final int FIRST = Priorities.USER - 100;

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = FIRST)
    Response invalid(AuthenticationFailedException cause) {
        LOG.debugf(cause, "a token was refused");
        return refused("the bearer token is not valid here");
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = FIRST)
    Response missing(UnauthorizedException cause) {
        return refused("a bearer token is needed");
    }

    private static Response refused(String detail) {
        return Response.fromResponse(RefusalMapper.problem(new ByteorException(ErrorCode.UNAUTHENTICATED, detail))
                        .toResponse())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }
}
