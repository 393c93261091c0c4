package io.byteor.cli.api;

import org.jspecify.annotations.Nullable;

/** Conditions of a list as its query takes them; all hold together. Not thread-safe. */
public final class Conditions {
    private final StringBuilder text = new StringBuilder();

    /** @param value null is no condition */
    public Conditions and(String name, @Nullable String value) {
        text.append(PageQuery.with(name, value));
        return this;
    }

    /** The whole query; empty without conditions. */
    String query() {
        return text.isEmpty() ? "" : "?" + text.substring(1);
    }

    /** What follows other parameters. */
    String text() {
        return text.toString();
    }
}
