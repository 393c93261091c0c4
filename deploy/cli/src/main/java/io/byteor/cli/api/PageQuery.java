package io.byteor.cli.api;

import io.byteor.cli.http.RequestPath;
import org.jspecify.annotations.Nullable;

/**
 * Which page.
 *
 * @param after the last one that is known; null to begin
 */
public record PageQuery(@Nullable String after, int limit) {
    String text() {
        return "?limit=" + limit + with("after", after);
    }

    /** One more condition; null for none. */
    static String with(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + RequestPath.value(value);
    }
}
