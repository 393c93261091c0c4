package io.byteor.audit.intake;

import java.util.Locale;

/**
 * What a record tells of: the rows that follow from all records of one subject follow from no others.
 *
 * @param id of its kind
 */
public record Subject(Kind kind, String id) {

    /** Kinds of subjects, in the order in which the store is verified. */
    public enum Kind {
        REPLAY,
        BUNDLE,
        APPROVAL,
        ESCALATION,
        /** All revisions of an entry of the registry; its id is {@code <kind>:<key>}. */
        REGISTRY,
        ACCESS;

        /** As it is stored and shown. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The kind of this text.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Of an entry. */
    public static Subject of(Entry entry) {
        return switch (entry) {
            case Entry.Action action -> replay(action.replayId());
            case Entry.Audited(var event, var _) -> replay(event.getReplayId());
            case Entry.Requested(var event) -> replay(event.getReplayId());
            case Entry.ControlRequested(var event) -> replay(event.getReplayId());
            case Entry.Accepted(var event) -> replay(event.getReplayId());
            case Entry.Rejected(var event) -> replay(event.getReplayId());
            case Entry.Granted(var event) -> replay(event.getReplayId());
            case Entry.Refused(var event) -> replay(event.getReplayId());
            case Entry.Control(var event) -> replay(event.getReplayId());
            case Entry.Captured(var event) -> new Subject(Kind.BUNDLE, event.getBundleId());
            case Entry.Deleted(var event) -> new Subject(Kind.BUNDLE, event.getBundleId());
            case Entry.Approval(var event) -> new Subject(Kind.APPROVAL, event.getApprovalId());
            case Entry.Escalation(var event) -> new Subject(Kind.ESCALATION, event.getEscalationId());
            case Entry.Environment(var event) -> registry("environment", event.getName());
            case Entry.Agent(var event) -> registry("agent", event.getAgentId());
            case Entry.Pipeline(var event) -> registry("pipeline", event.getSpecHash());
            case Entry.Accessed(var event) -> new Subject(Kind.ACCESS, event.getAccessId());
        };
    }

    private static Subject registry(String kind, String key) {
        return new Subject(Kind.REGISTRY, kind + ":" + key);
    }

    /** A replay. */
    public static Subject replay(String replayId) {
        return new Subject(Kind.REPLAY, replayId);
    }
}
