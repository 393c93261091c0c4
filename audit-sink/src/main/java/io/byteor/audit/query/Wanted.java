package io.byteor.audit.query;

import org.jspecify.annotations.Nullable;

/** Which of them a page is to show: all conditions hold together, null is none. */
public sealed interface Wanted {
    /**
     * Replays.
     *
     * @param ticket that of the request, letter by letter
     * @param reason words that all stand in the request's reason, whole, in any case and order
     */
    record Replays(
            @Nullable String environment,
            @Nullable String ticket,
            @Nullable String reason) implements Wanted {}

    /** Escalations. */
    record Escalations(
            @Nullable String state,
            @Nullable String cause,
            @Nullable String subject,
            @Nullable String environment,
            @Nullable String replayId)
            implements Wanted {}
}
