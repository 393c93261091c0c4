package io.byteor.bench;

/** A peer is not installed; the message says what to install. */
public final class NotInstalledException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotInstalledException(String message) {
        super(message);
    }
}
