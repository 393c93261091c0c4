package io.byteor.validator.decision;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.validator.registry.Registry;
import io.byteor.validator.rule.Findings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What whoever sent a command is told: one outcome per command. */
public final class Outcomes {
    public static final String ACCEPTED = "accepted";
    public static final String REJECTED = "rejected";

    private static final String REPLAY = "replay";
    private static final String APPROVAL = "approval";
    private static final String ESCALATION = "escalation";

    private Outcomes() {}

    /**
     * What a command is about.
     *
     * @param subject name, id or hash
     * @param environment where that lies; null where it lies in none, or nobody knows
     */
    public record About(
            String commandId,
            String kind,
            String subject,
            @Nullable String environment) {
        public static About replay(String commandId, String replayId, @Nullable String environment) {
            return new About(commandId, REPLAY, replayId, environment);
        }

        public static About approval(String commandId, String approvalId, @Nullable String environment) {
            return new About(commandId, APPROVAL, approvalId, environment);
        }

        public static About escalation(String commandId, String escalationId, @Nullable String environment) {
            return new About(commandId, ESCALATION, escalationId, environment);
        }
    }

    /** A decided request, whichever way it was decided. */
    public static CommandOutcome of(Decision decision, String commandId, Instant now) {
        return switch (decision) {
            case Decision.Accepted(ReplayAccepted event) ->
                done(
                                About.replay(
                                        commandId,
                                        event.getReplayId(),
                                        event.getEnvironment().getName()),
                                ACCEPTED,
                                now)
                        .setDigest(event.getRequestDigest())
                        .setFindings(event.getFindings())
                        .build();
            case Decision.Rejected(ReplayRejected event) ->
                done(About.replay(commandId, event.getReplayId(), environment(event)), REJECTED, now)
                        .setDigest(event.getRequestDigest())
                        .setFindings(event.getFindings())
                        .build();
        };
    }

    private static @Nullable String environment(ReplayRejected rejected) {
        return AuditEvents.environment(rejected.getRequest(), rejected.getBundle(), rejected.getEnvironment())
                .orElse(null);
    }

    /** An approval that was requested, voted on or revoked. */
    public static CommandOutcome of(ApprovalState state, String commandId, Instant now) {
        return done(About.approval(commandId, state.getApprovalId(), state.getEnvironment()), state.getStatus(), now)
                .setRevision(state.getRevision())
                .setDigest(state.getRequestDigest())
                .build();
    }

    /** An escalation that was acknowledged or resolved. */
    public static CommandOutcome of(EscalationState state, String commandId, Instant now) {
        return done(
                        About.escalation(commandId, state.getEscalationId(), state.getEnvironment()),
                        state.getStatus(),
                        now)
                .setRevision(state.getRevision())
                .build();
    }

    /** A replay of which something is wanted. */
    public static CommandOutcome of(ReplayControl state, String commandId, Instant now) {
        return done(About.replay(commandId, state.getReplayId(), state.getEnvironment()), state.getWanted(), now)
                .setRevision(state.getRevision())
                .build();
    }

    /** A registry entry that was put. */
    public static CommandOutcome of(Registry.Change change, String commandId, Instant now) {
        String environment = change.fact().environment().orElse(null);
        return done(new About(commandId, change.kind().word(), change.key(), environment), "put", now)
                .setRevision(change.revision())
                .setDigest(change.digest().toString())
                .build();
    }

    /** The same outcome, told to a command that repeats another. */
    public static CommandOutcome repeated(CommandOutcome outcome, String commandId, Instant now) {
        About about = new About(commandId, outcome.getKind(), outcome.getSubject(), outcome.getEnvironment());
        return done(about, outcome.getAnswer(), now)
                .setStatus(outcome.getStatus())
                .setRevision(outcome.getRevision())
                .setDigest(outcome.getDigest())
                .setFindings(outcome.getFindings())
                .setPlace(outcome.getPlace())
                .setValue(outcome.getValue())
                .build();
    }

    /** A command that changed nothing. */
    public static CommandOutcome refused(About about, ByteorException refusal, Instant now) {
        return refused(about, List.of(Findings.of(refusal)), refusal.place(), refusal.value(), now);
    }

    /** A request for an approval of what the rules do not allow. */
    public static CommandOutcome refused(About about, Assessment assessment, Instant now) {
        Optional<Objection> objection = Objection.of(assessment);
        return refused(
                about,
                assessment.findings(),
                objection.map(it -> "/request" + it.pointer()).orElse(null),
                objection.map(Objection::value).orElse(null),
                now);
    }

    private static CommandOutcome refused(
            About about, List<Finding> findings, @Nullable String place, @Nullable String value, Instant now) {
        return done(about, "refused", now)
                .setStatus(CommandStatus.REFUSED)
                .setFindings(findings)
                .setPlace(place)
                .setValue(value)
                .build();
    }

    private static CommandOutcome.Builder done(About about, String answer, Instant now) {
        return CommandOutcome.newBuilder()
                .setCommandId(about.commandId())
                .setKind(about.kind())
                .setSubject(about.subject())
                .setEnvironment(about.environment())
                .setStatus(CommandStatus.DONE)
                .setAnswer(answer)
                .setAt(now);
    }
}
