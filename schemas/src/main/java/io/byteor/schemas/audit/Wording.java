package io.byteor.schemas.audit;

import java.util.Locale;

/** A term of a vocabulary, as it is written in JSON and in events: lower case with underscores. */
public interface Wording {
    String name();

    default String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
