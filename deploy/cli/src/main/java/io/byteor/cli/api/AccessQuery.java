package io.byteor.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * Which page of which accesses; null is no condition.
 *
 * @param person issuer, {@code #}, subject
 * @param from the first time at which one may have begun
 * @param to the first at which it may no longer
 */
public record AccessQuery(
        @Nullable String person,
        @Nullable String kind,
        @Nullable String replayId,
        @Nullable String from,
        @Nullable String to,
        PageQuery page) {
    String text() {
        return page.text()
                + PageQuery.with("person", person)
                + PageQuery.with("kind", kind)
                + PageQuery.with("replayId", replayId)
                + PageQuery.with("from", from)
                + PageQuery.with("to", to);
    }
}
