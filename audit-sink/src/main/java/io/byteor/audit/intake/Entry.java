package io.byteor.audit.intake;

import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event whose values were checked and can be stored. */
public sealed interface Entry {
    /**
     * An action, as the form that is hashed: all that is stored of it follows from that. Arrays are not to be changed.
     *
     * @param form {@link ActionForm#v1} of it
     * @param leaf {@link MerkleTree#leafHash} of the form
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares actions
    record Action(ActionKind kind, long seq, byte[] form, byte[] leaf) implements Entry {
        /** Of an event. */
        public static Action of(ReplayAction event) {
            byte[] form = ActionForm.v1(event);
            return new Action(ActionKind.of(event), event.getSeq(), form, MerkleTree.leafHash(form));
        }

        /** The same with an equal kind, which others may share. */
        public Action sharing(ActionKind shared) {
            return new Action(shared, seq, form, leaf);
        }

        public String replayId() {
            return kind.replayId();
        }
    }

    /** A replay that somebody asks for. */
    record Requested(ReplayRequested event) implements Entry {}

    /** A wish to pause, resume or cancel, whatever comes of it. */
    record ControlRequested(ReplayControlRequested event) implements Entry {}

    /**
     * The audit of a replay.
     *
     * @param startedAt as the audit says; null where nothing ran
     */
    record Audited(ReplayAudited event, @Nullable Instant startedAt) implements Entry {}

    /** The request may run. */
    record Accepted(ReplayAccepted event) implements Entry {}

    /** The request may not run. */
    record Rejected(ReplayRejected event) implements Entry {}

    /** Its effects may begin. */
    record Granted(StartGranted event) implements Entry {}

    /** Its effects may not begin. */
    record Refused(StartRefused event) implements Entry {}

    /** What is wanted of a replay, as it stands. */
    record Control(ReplayControl event) implements Entry {}

    /** A stored bundle. */
    record Captured(BundleCaptured event) implements Entry {}

    /** A bundle that is no longer stored. */
    record Deleted(BundleDeleted event) implements Entry {}

    /** An approval as it stands. */
    record Approval(ApprovalState event) implements Entry {}

    /** An escalation as it stands. */
    record Escalation(EscalationState event) implements Entry {}

    /** A revision of an environment. */
    record Environment(EnvironmentState event) implements Entry {}

    /** A revision of an agent. */
    record Agent(AgentState event) implements Entry {}

    /** A revision of a pipeline version. */
    record Pipeline(PipelineState event) implements Entry {}

    /** What somebody is handed. */
    record Accessed(AccessRecorded event) implements Entry {}
}
