package io.byteor.cli.output;

import java.util.Locale;

/** How answers are written. */
public enum OutputFormat {
    /** Aligned lines for people; may change between releases. */
    TEXT,
    /** The service's own answer on the last line of standard output. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
