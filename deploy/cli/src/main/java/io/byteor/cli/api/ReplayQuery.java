package io.byteor.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * Which page of which replays; null is no condition.
 *
 * @param reason words of the request's reason
 */
public record ReplayQuery(
        @Nullable String environment,
        @Nullable String ticket,
        @Nullable String reason,
        PageQuery page) {
    String text() {
        return page.text()
                + PageQuery.with("environment", environment)
                + PageQuery.with("ticket", ticket)
                + PageQuery.with("reason", reason);
    }
}
