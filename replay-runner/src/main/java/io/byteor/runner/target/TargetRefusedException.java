package io.byteor.runner.target;

/** A target takes no record such as one of these, or none from us, however often it is sent. */
public final class TargetRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
