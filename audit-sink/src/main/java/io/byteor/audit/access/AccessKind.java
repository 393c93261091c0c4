package io.byteor.audit.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is handed out. */
public enum AccessKind {
    /** The audit of one replay, whose differences quote payloads. */
    AUDIT,
    /** Rows of many replays. */
    EXPORT;

    /** As it is written on the wire and in the store. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where no kind is written so. */
    public static Optional<AccessKind> ofText(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    /** All of them, as they are written. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(AccessKind::text).toList();
    }
}
