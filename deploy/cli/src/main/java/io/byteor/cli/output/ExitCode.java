package io.byteor.cli.output;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How the command ends; the same meaning for every verb. Values are never reused. They count from 0, and are not those of
 * sysexits(3): what a script acts on are these six, and 64 to 78 stay with the entry script, which says by 69, 70 and 75 that it
 * could not even start the command.
 */
public enum ExitCode {
    OK(0, "done"),
    SAID_NO(1, "it ran and said no: rejected, refused, not completed, not intact"),
    USAGE(2, "wrong usage, or input that was refused (4xx)"),
    NO_ANSWER(3, "unreachable, unavailable or timed out"),
    NOT_ALLOWED(4, "no valid token, or one that does not allow it (401, 403)"),
    FAULT(5, "a fault of the command line itself");

    private final int value;
    private final String meaning;

    ExitCode(int value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    public int value() {
        return value;
    }

    /** One line for people. */
    public String meaning() {
        return meaning;
    }

    /** The code for an HTTP status that is not a success. */
    public static ExitCode ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> NOT_ALLOWED;
            case 408, 429 -> NO_ANSWER;
            default -> status >= 500 ? NO_ANSWER : USAGE;
        };
    }

    /** The lines that end every help page. */
    public static String[] helpFooter() {
        return Stream.concat(
                        Stream.of("", "Exit codes:"),
                        Arrays.stream(values()).map(code -> "  %d  %s".formatted(code.value, code.meaning)))
                .toArray(String[]::new);
    }
}
