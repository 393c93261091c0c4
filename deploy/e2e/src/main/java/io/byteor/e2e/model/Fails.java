package io.byteor.e2e.model;

/** An expression fails on a record. */
final class Fails extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fails() {
        super("an expression fails", null, false, false);
    }
}
