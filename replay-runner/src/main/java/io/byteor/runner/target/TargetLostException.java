package io.byteor.runner.target;

/** A target's cluster does not answer now, or what became of a write there is not known; a new claim finds out. */
public final class TargetLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
