package io.byteor.runner.control;

/** A stop was requested while a replay ran; it goes on from its checkpoint elsewhere or later. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("a stop was requested", null, false, false);
    }
}
