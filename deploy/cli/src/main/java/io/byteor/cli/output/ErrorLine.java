package io.byteor.cli.output;

import io.byteor.schemas.error.Problem;

/** A problem as one line: code, what was expected, where, and what was found there. */
public final class ErrorLine {
    private ErrorLine() {}

    /** Control characters are replaced, so that hostile input can neither break the line nor steer a terminal. */
    public static String of(Problem problem) {
        StringBuilder line =
                new StringBuilder("error: ").append(problem.code()).append(": ").append(problem.detail());
        if (problem.place() != null) {
            line.append(" (at ").append(problem.place()).append(')');
        }
        if (problem.value() != null) {
            line.append(", found: ").append(problem.value());
        }
        return Printable.of(line.toString());
    }
}
