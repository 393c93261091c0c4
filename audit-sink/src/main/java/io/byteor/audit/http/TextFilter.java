package io.byteor.audit.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses what the store could not even be asked for: its text has no U+0000. */
public class TextFilter {
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        UriInfo asked = request.getUriInfo();
        require(asked.getPath(), "path");
        asked.getQueryParameters().forEach((name, values) -> values.forEach(value -> require(value, name)));
    }

    private static void require(String text, String place) {
        if (text.indexOf('\0') >= 0) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "text without U+0000", place, null);
        }
    }
}
