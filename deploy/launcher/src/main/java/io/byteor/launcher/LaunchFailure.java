package io.byteor.launcher;

import org.jspecify.annotations.Nullable;

/** The system could not be started, seen or stopped; the message says why and what to look at. */
public final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LaunchFailure(String message) {
        super(message);
    }

    public LaunchFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
