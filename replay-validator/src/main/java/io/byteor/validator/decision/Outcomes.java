package io.byteor.validator.decision;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.CommandStatus;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.validator.registry.Registry;
import io.byteor.validator.rule.Findings;
import java.time.Instant;
import java.util.List;

/** What whoever sent a command is told: one outcome per command. */
public final class Outcomes {
    public static final String REPLAY = "replay";
    public static final String APPROVAL = "approval";
    public static final String ESCALATION = "escalation";
    public static final String ACCEPTED = "accepted";
    public static final String REJECTED = "rejected";

    private Outcomes() {}

    /** A decided request, whichever way it was decided. */
    public static CommandOutcome of(Decision decision, String commandId, Instant now) {
        return switch (decision) {
            case Decision.Accepted accepted ->
                done(commandId, REPLAY, accepted.event().getReplayId(), ACCEPTED, now)
                        .setDigest(accepted.event().getRequestDigest())
                        .setFindings(accepted.event().getFindings())
                        .build();
            case Decision.Rejected rejected ->
                done(commandId, REPLAY, rejected.event().getReplayId(), REJECTED, now)
                        .setDigest(rejected.event().getRequestDigest())
                        .setFindings(rejected.event().getFindings())
                        .build();
        };
    }

    /** An approval that was requested, voted on or revoked. */
    public static CommandOutcome of(ApprovalState state, String commandId, Instant now) {
        return done(commandId, APPROVAL, state.getApprovalId(), state.getStatus(), now)
                .setRevision(state.getRevision())
                .setDigest(state.getRequestDigest())
                .build();
    }

    /** An escalation that was acknowledged or resolved. */
    public static CommandOutcome of(EscalationState state, String commandId, Instant now) {
        return done(commandId, ESCALATION, state.getEscalationId(), state.getStatus(), now)
                .setRevision(state.getRevision())
                .build();
    }

    /** A replay of which something is wanted. */
    public static CommandOutcome of(ReplayControl state, String commandId, Instant now) {
        return done(commandId, REPLAY, state.getReplayId(), state.getWanted(), now)
                .setRevision(state.getRevision())
                .build();
    }

    /** A registry entry that was put. */
    public static CommandOutcome of(Registry.Change change, String commandId, Instant now) {
        return done(commandId, change.kind().word(), change.key(), "put", now)
                .setRevision(change.revision())
                .setDigest(change.digest().toString())
                .build();
    }

    /** The same outcome, told to a command that repeats another. */
    public static CommandOutcome repeated(CommandOutcome outcome, String commandId, Instant now) {
        return done(commandId, outcome.getKind(), outcome.getSubject(), outcome.getAnswer(), now)
                .setStatus(outcome.getStatus())
                .setRevision(outcome.getRevision())
                .setDigest(outcome.getDigest())
                .setFindings(outcome.getFindings())
                .build();
    }

    /** A command that changed nothing. */
    public static CommandOutcome refused(
            String commandId, String kind, String subject, ByteorException refusal, Instant now) {
        return refused(commandId, kind, subject, List.of(Findings.of(refusal)), now);
    }

    /** A command that changed nothing. */
    public static CommandOutcome refused(
            String commandId, String kind, String subject, List<Finding> findings, Instant now) {
        return done(commandId, kind, subject, "refused", now)
                .setStatus(CommandStatus.REFUSED)
                .setFindings(findings)
                .build();
    }

    private static CommandOutcome.Builder done(
            String commandId, String kind, String subject, String answer, Instant now) {
        return CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setKind(kind)
                .setSubject(subject)
                .setStatus(CommandStatus.DONE)
                .setAnswer(answer)
                .setAt(now);
    }
}
