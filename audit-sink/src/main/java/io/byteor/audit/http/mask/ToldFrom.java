package io.byteor.audit.http.mask;

import io.byteor.audit.mask.Mask;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a thing on a timeline is told from: members of the document that it happened to, as documents that hold nothing else.
 *
 * @param at the source of its time; {@code by} and {@code what} likewise
 */
record ToldFrom(String at, String by, String what) {
    /** Tells nothing, so it hides nothing. */
    private static final String NOTHING = "{}";

    /** By the {@code kind} of the thing. */
    private static final Map<String, ToldFrom> KINDS = Map.ofEntries(
            Map.entry("bundle_captured", of("capturedAt", "agentId", "title")),
            Map.entry("bundle_deleted", new ToldFrom(member("deletedAt"), NOTHING, NOTHING)),
            Map.entry("approval_requested", of("requestedAt", "requester", "reason")),
            Map.entry("approval_voted", of("votes", "at", "voter", "vote", true)),
            Map.entry("vote_refused", of("refusedVotes", "lastAt", "voter", "code", true)),
            Map.entry("approval_revoked", of("revocation", "at", "by", "reason", false)),
            Map.entry("replay_requested", of("requestedAt", "requester", "mode")),
            Map.entry(
                    "replay_decided",
                    new ToldFrom(
                            member("decidedAt"),
                            NOTHING,
                            "{\"decision\":\"\",\"findings\":[{\"code\":\"\",\"outcome\":\"\"}]}")),
            Map.entry("start_granted", new ToldFrom(member("answeredAt"), NOTHING, NOTHING)),
            Map.entry(
                    "start_refused",
                    new ToldFrom(member("answeredAt"), NOTHING, "{\"findings\":[{\"code\":\"\",\"outcome\":\"\"}]}")),
            Map.entry(
                    "control_requested",
                    new ToldFrom(member("requestedAt"), member("requester"), "{\"control\":\"\",\"reason\":\"\"}")),
            Map.entry(
                    "control_changed",
                    new ToldFrom(member("changedAt"), member("changedBy"), "{\"wanted\":\"\",\"reason\":\"\"}")),
            Map.entry("replay_started", of("startedAt", "runner", "mode")),
            Map.entry("replay_ended", new ToldFrom(member("finishedAt"), NOTHING, member("outcome"))),
            Map.entry("escalation_raised", new ToldFrom(member("raisedAt"), NOTHING, member("cause"))),
            Map.entry("escalation_acknowledged", of("acknowledged", "at", "by", "note", false)),
            Map.entry("escalation_resolved", of("resolved", "at", "by", "note", false)));

    private static ToldFrom of(String at, String by, String what) {
        return new ToldFrom(member(at), member(by), member(what));
    }

    /** All of them in a member of the document, or in each element of that. */
    private static ToldFrom of(String in, String at, String by, String what, boolean each) {
        String form = each ? "{\"%s\":[%s]}" : "{\"%s\":%s}";
        return new ToldFrom(
                form.formatted(in, member(at)), form.formatted(in, member(by)), form.formatted(in, member(what)));
    }

    private static String member(String name) {
        return "{\"%s\":\"\"}".formatted(name);
    }

    /** The members of a thing of this kind whose sources are hidden; all that it tells, where nobody knows the sources. */
    static Set<String> hidden(String kind, Mask mask) {
        ToldFrom from = KINDS.get(kind);
        Set<String> hidden = new HashSet<>();
        if (from == null || mask.hidesOf(from.at)) {
            hidden.add("at");
        }
        if (from == null || mask.hidesOf(from.by)) {
            hidden.add("by");
        }
        if (from == null || mask.hidesOf(from.what)) {
            hidden.add("what");
        }
        return hidden;
    }
}
