package io.byteor.audit.intake;

import io.byteor.schemas.audit.ActionForm;
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

/** One event whose values were checked and can be stored. */
public sealed interface Entry {
    /**
     * An action with its leaf.
     *
     * @param leaf {@link ActionForm#leafHash} of it; not to be changed
     */
    record Action(ReplayAction event, byte[] leaf) implements Entry {}

    /** A replay that somebody asks for. */
    record Requested(ReplayRequested event) implements Entry {}

    /** A wish to pause, resume or cancel, whatever comes of it. */
    record ControlRequested(ReplayControlRequested event) implements Entry {}

    /** The audit of a replay. */
    record Audited(ReplayAudited event) implements Entry {}

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
