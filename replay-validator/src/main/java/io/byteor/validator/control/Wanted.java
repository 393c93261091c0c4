package io.byteor.validator.control;

import io.byteor.schemas.event.ReplayControl;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What is wanted of a replay. */
public enum Wanted {
    RUNNING("resume"),
    PAUSED("pause"),
    /** Final. */
    CANCELLED("cancel");

    private final String control;

    Wanted(String control) {
        this.control = control;
    }

    /** What is wanted as the fact says it. */
    public static Wanted of(ReplayControl state) {
        return find(wanted -> wanted.word().equals(state.getWanted()))
                .orElseThrow(() -> new IllegalStateException("nothing to want of a replay: " + state.getWanted()));
    }

    /** What a command of this word wants; empty where there is none. */
    public static Optional<Wanted> by(String control) {
        return find(wanted -> wanted.control.equals(control));
    }

    private static Optional<Wanted> find(Predicate<Wanted> condition) {
        return Arrays.stream(values()).filter(condition).findFirst();
    }

    /** As events write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command that asks for it: resume, pause or cancel. */
    public String control() {
        return control;
    }
}
