package io.byteor.audit.intake;

/** The store does not stand where the batch begins. Nothing was taken. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FencedException(String message) {
        super(message);
    }
}
