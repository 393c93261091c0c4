package io.byteor.cli.api;

import org.jspecify.annotations.Nullable;

/** Which page of which recorded escalations; null is no condition. */
public record EscalationQuery(
        @Nullable String state,
        @Nullable String cause,
        @Nullable String subject,
        @Nullable String environment,
        @Nullable String replayId,
        PageQuery page) {
    String text() {
        return page.text()
                + PageQuery.with("state", state)
                + PageQuery.with("cause", cause)
                + PageQuery.with("subject", subject)
                + PageQuery.with("environment", environment)
                + PageQuery.with("replayId", replayId);
    }
}
