package io.byteor.cli.output;

/** Text from elsewhere, made fit for a terminal. */
final class Printable {
    private Printable() {}

    /** One line without control characters. */
    static String of(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
