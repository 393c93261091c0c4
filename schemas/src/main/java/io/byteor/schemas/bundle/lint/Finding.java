package io.byteor.schemas.bundle.lint;

/**
 * One thing that lint found. What occurs many times in a file is found once, with its count.
 *
 * @param code what it is
 * @param severity of the code, in lower case
 * @param place path, with pointer or sequence
 * @param detail what it means, for people
 * @param value what was found
 */
public record Finding(LintCode code, String severity, String place, String detail, String value) {
    static Finding of(LintCode code, String place, String detail, Object value) {
        return new Finding(code, code.severity().toString(), place, detail, value.toString());
    }

    /** Whether somebody should look at it before asking for a replay. */
    public boolean isAboveInfo() {
        return code.severity() != LintCode.Severity.INFO;
    }
}
