package io.byteor.runner.replay;

/** Somebody else has taken the replay over. */
public final class ClaimLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClaimLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
