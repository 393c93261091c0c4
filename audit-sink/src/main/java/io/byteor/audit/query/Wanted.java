package io.byteor.audit.query;

import org.jspecify.annotations.Nullable;

/** Which of them a page is to show: all conditions hold together, null is none. */
public sealed interface Wanted {
    /**
     * Replays.
     *
     * @param pipeline its name alone
     * @param requester issuer, {@code #}, subject; or the subject alone
     * @param approver issuer, {@code #}, subject, of one of those who approved
     * @param ticket that of the request, letter by letter
     * @param reason words that all stand in the request's reason, whole, in any case and order
     * @param requested when it was asked for
     */
    record Replays(
            @Nullable String environment,
            @Nullable String agent,
            @Nullable String incident,
            @Nullable String bundle,
            @Nullable String specHash,
            @Nullable String pipeline,
            @Nullable String mode,
            @Nullable String outcome,
            @Nullable String requester,
            @Nullable String approver,
            @Nullable String ticket,
            @Nullable String reason,
            Window requested)
            implements Wanted {}

    /**
     * Actions.
     *
     * @param of of these replays
     * @param replayId of this one
     * @param lane the one that was read
     * @param at when it was decided
     */
    record Actions(
            Replays of,
            @Nullable String replayId,
            @Nullable String role,
            @Nullable String lane,
            @Nullable String stage,
            @Nullable String target,
            @Nullable String decision,
            @Nullable Origin origin,
            Window at)
            implements Wanted {}

    /** A captured record. */
    record Origin(String lane, long sequence) {}

    /**
     * Bundles.
     *
     * @param agent that captured it
     * @param pipeline its name alone
     * @param captured when it was captured
     */
    record Bundles(
            @Nullable String environment,
            @Nullable String agent,
            @Nullable String incident,
            @Nullable String pipeline,
            @Nullable String specHash,
            Window captured)
            implements Wanted {}

    /**
     * Approvals.
     *
     * @param requester issuer, {@code #}, subject; or the subject alone
     * @param approver issuer, {@code #}, subject, of one of those who voted for it
     * @param bundle that is to be replayed
     * @param requested when it was asked for
     */
    record Approvals(
            @Nullable String state,
            @Nullable String environment,
            @Nullable String requester,
            @Nullable String approver,
            @Nullable String bundle,
            Window requested)
            implements Wanted {}

    /** Escalations. */
    record Escalations(
            @Nullable String state,
            @Nullable String cause,
            @Nullable String subject,
            @Nullable String environment,
            @Nullable String replayId)
            implements Wanted {}
}
