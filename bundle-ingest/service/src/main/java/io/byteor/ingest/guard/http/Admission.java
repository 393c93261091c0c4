package io.byteor.ingest.guard.http;

import io.byteor.ingest.guard.UploadGuard;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The way in for a request that sends something. */
@RequestScoped
public class Admission {
    private final UploadGuard guard;
    private final JsonWebToken token;
    private final HttpHeaders headers;

    Admission(UploadGuard guard, JsonWebToken token, HttpHeaders headers) {
        this.guard = guard;
        this.token = token;
        this.headers = headers;
    }

    /** Lets the request in as {@link UploadGuard#admit} does; what is received through the passage is counted and watched. */
    public UploadGuard.Passage begin() {
        return guard.admit(token.getSubject(), announced(headers.getHeaderString(HttpHeaders.CONTENT_LENGTH)));
    }

    private static long announced(@Nullable String length) {
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a number of bytes", HttpHeaders.CONTENT_LENGTH, length, e);
        }
    }
}
