package io.byteor.backends;

import org.jspecify.annotations.Nullable;

/** A backend could not be started, asked or stopped; the message says what to look at. */
public final class BackendFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackendFailure(String message) {
        super(message);
    }

    public BackendFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
