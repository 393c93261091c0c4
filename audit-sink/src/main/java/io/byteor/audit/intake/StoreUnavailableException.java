package io.byteor.audit.intake;

/** The store could not be asked, or did not say what came of it. The same batch may be offered again from the store's offset. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
