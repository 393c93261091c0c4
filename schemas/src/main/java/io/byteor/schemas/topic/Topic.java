package io.byteor.schemas.topic;

import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.event.CheckpointSigned;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import io.byteor.schemas.event.StartRequested;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topics of ByteOr Replay. A command is a wish that a gateway or a runner writes; a fact is the outcome of a check and
 * has one writer.
 *
 * <p>Topics of one {@link Group} have the same number of partitions, because a part reads or writes them together by key.
 */
public enum Topic {
    BUNDLE_CAPTURED(
            "byteor.bundle.captured",
            "bundle id",
            Group.FACTS,
            Cleanup.COMPACT,
            null,
            BundleCaptured.class,
            BundleDeleted.class),
    REPLAY_REQUESTED(
            "byteor.replay.requested",
            "replay id",
            Group.VALIDATION,
            Cleanup.DELETE,
            days(7),
            ReplayRequested.class,
            ReplayControlRequested.class),
    REPLAY_ADMITTED(
            "byteor.replay.admitted", "start key", Group.VALIDATION, Cleanup.DELETE, days(7), ReplayAdmitted.class),
    GOVERNANCE_COMMAND(
            "byteor.governance.command",
            "kind and key",
            Group.VALIDATION,
            Cleanup.DELETE,
            days(7),
            GovernanceCommand.class),
    APPROVAL_COMMAND(
            "byteor.approval.command",
            "start key",
            Group.VALIDATION,
            Cleanup.DELETE,
            days(7),
            ApprovalRequested.class,
            ApprovalVoted.class,
            ApprovalRevoked.class,
            StartRequested.class),
    COMMAND_OUTCOME(
            "byteor.command.outcome",
            "command id",
            Group.VALIDATION,
            Cleanup.DELETE,
            Duration.ofHours(6),
            CommandOutcome.class),
    ENVIRONMENT("byteor.governance.environment", "name", Group.FACTS, Cleanup.COMPACT, null, EnvironmentState.class),
    AGENT("byteor.governance.agent", "agent id", Group.FACTS, Cleanup.COMPACT, null, AgentState.class),
    PIPELINE("byteor.governance.pipeline", "spec hash", Group.FACTS, Cleanup.COMPACT, null, PipelineState.class),
    REGISTRY_HISTORY(
            "byteor.governance.history",
            "kind, key and revision",
            Group.FACTS,
            Cleanup.COMPACT,
            null,
            EnvironmentState.class,
            AgentState.class,
            PipelineState.class),
    APPROVAL_STATE(
            "byteor.approval.state", "approval id", Group.VALIDATION, Cleanup.COMPACT, null, ApprovalState.class),
    REPLAY_DECIDED(
            "byteor.replay.decided",
            "root bundle id",
            Group.REPLAY,
            Cleanup.DELETE,
            days(30),
            ReplayAccepted.class,
            ReplayRejected.class),
    REPLAY_START(
            "byteor.replay.start",
            "replay id",
            Group.REPLAY,
            Cleanup.DELETE,
            days(7),
            StartGranted.class,
            StartRefused.class),
    REPLAY_CONTROL("byteor.replay.control", "replay id", Group.REPLAY, Cleanup.COMPACT, null, ReplayControl.class),
    REPLAY_CHECKPOINT(
            "byteor.replay.checkpoint",
            "replay id, in the partition of the root bundle id",
            Group.REPLAY,
            Cleanup.COMPACT,
            null,
            ReplayCheckpoint.class),
    REPLAY_PROGRESS(
            "byteor.replay.progress",
            "replay id",
            Group.REPLAY,
            Cleanup.DELETE,
            Duration.ofHours(1),
            ReplayProgressed.class),
    REPLAY_ACTION("byteor.replay.action", "replay id", Group.REPLAY, Cleanup.DELETE, days(30), ReplayAction.class),
    REPLAY_AUDITED("byteor.replay.audited", "replay id", Group.REPLAY, Cleanup.COMPACT, null, ReplayAudited.class),
    AGENT_RESPONSE(
            "byteor.agent.response",
            "agent id, or address: and the source address",
            Group.VALIDATION,
            Cleanup.DELETE,
            days(7),
            AgentResponded.class),
    ESCALATION_COMMAND(
            "byteor.escalation.command",
            "case id",
            Group.VALIDATION,
            Cleanup.DELETE,
            days(7),
            EscalationDue.class,
            EscalationMoved.class),
    ESCALATION("byteor.escalation", "escalation id", Group.FACTS, Cleanup.COMPACT, null, EscalationState.class),
    AGENT_QUARANTINE("byteor.agent.quarantine", "case id", Group.FACTS, Cleanup.COMPACT, null, AgentQuarantined.class),
    AUDIT_CHECKPOINT(
            "byteor.audit.checkpoint",
            "store and sequence",
            Group.FACTS,
            Cleanup.COMPACT,
            null,
            CheckpointSigned.class),
    ACCESS("byteor.access", "access id", Group.FACTS, Cleanup.DELETE, days(30), AccessRecorded.class),
    DEAD_LETTER("byteor.dead-letter", "key of the origin", Group.DEAD, Cleanup.DELETE, days(30));

    private final String topicName;
    private final String key;
    private final Group group;
    private final Cleanup cleanup;
    private final @Nullable Duration retention;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which the checker cannot see in the type
    private final List<Class<? extends SpecificRecord>> recordTypes;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Topic(
            String topicName,
            String key,
            Group group,
            Cleanup cleanup,
            @Nullable Duration retention,
            Class<? extends SpecificRecord>... recordTypes) {
        this.topicName = topicName;
        this.key = key;
        this.group = group;
        this.cleanup = cleanup;
        this.retention = retention;
        this.recordTypes = List.of(recordTypes);
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    public String topicName() {
        return topicName;
    }

    /** What the record key says, for people. Keys are UTF-8 strings. */
    public String key() {
        return key;
    }

    public Group group() {
        return group;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** How long records are kept; empty for a compacted topic, which keeps the last of each key. */
    public Optional<Duration> retention() {
        return Optional.ofNullable(retention);
    }

    /** How long a record of a compacted topic surely stands, so that a slow reader sees every one. */
    public Duration minCompactionLag() {
        if (this == REPLAY_CHECKPOINT) {
            // Each is complete in itself, and whoever takes a replay over reads them all.
            return Duration.ofMinutes(1);
        }
        return cleanup == Cleanup.COMPACT ? Duration.ofHours(1) : Duration.ZERO;
    }

    /** Bytes of the largest record; empty where the broker's own limit will do. */
    public OptionalInt largestRecord() {
        return this == REPLAY_CHECKPOINT ? OptionalInt.of(8 << 20) : OptionalInt.empty();
    }

    /** Bytes after which a segment is closed and can be compacted; empty where the broker's own size will do. */
    public OptionalInt segmentBytes() {
        return this == REPLAY_CHECKPOINT ? OptionalInt.of(64 << 20) : OptionalInt.empty();
    }

    /** The record types that may stand here; none for the dead letter, which keeps bytes as they were. */
    public List<Class<? extends SpecificRecord>> recordTypes() {
        return recordTypes;
    }

    /** How records leave a topic. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }
}
