package io.byteor.runner.control;

/** What people want of a replay. */
public sealed interface Wish {
    Wish RUN = new Run();

    /** That it runs; where nobody says anything, this is what is wanted. */
    record Run() implements Wish {}

    /**
     * That it keeps still until something else is wanted.
     *
     * @param reason who wants it and why
     */
    record Pause(String reason) implements Wish {}

    /**
     * That it ends.
     *
     * @param reason who wants it and why
     */
    record Cancel(String reason) implements Wish {}
}
