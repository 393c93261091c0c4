package io.byteor.runner.control;

/** Something else is wanted of a replay while it runs than that it does. */
public final class TurnedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Wish wish;

    TurnedException(Wish wish) {
        super("something else is wanted", null, false, false);
        this.wish = wish;
    }

    /** To pause or to end. */
    public Wish wish() {
        return wish;
    }
}
