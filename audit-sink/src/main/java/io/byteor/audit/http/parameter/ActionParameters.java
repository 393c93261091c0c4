package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What actions are narrowed by, beside what their replays are. */
public class ActionParameters {
    /** What the parameter says that not every operation takes. */
    public static final String ORIGIN = "The captured record: its lane, /, its sequence";

    @QueryParam("replayId")
    @Nullable
    String replayId;

    @QueryParam("role")
    @Nullable
    String role;

    @Parameter(description = "The lane that was read")
    @QueryParam("lane")
    @Nullable
    String lane;

    @QueryParam("stage")
    @Nullable
    String stage;

    @Parameter(description = "Name of the target")
    @QueryParam("target")
    @Nullable
    String target;

    @Parameter(description = "would_apply, applied, suppressed, duplicate, failed, unknown, skipped or emitted")
    @QueryParam("decision")
    @Nullable
    String decision;

    /**
     * The actions that are wanted.
     *
     * @param origin the captured record: its lane, {@code /}, its sequence
     * @param at when they were decided
     */
    public Wanted.Actions wanted(ReplayParameters of, @Nullable String origin, Window at) {
        Wanted.Replays replays = of.wanted(ReplayParameters.ANY_TIME);
        if (origin != null && replayId == null && replays.bundle() == null && replays.incident() == null) {
            // Actions are counted by kind, not by record, so nothing else would keep this from reading all of them.
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "only together with replayId, bundle or incident", "origin", origin);
        }
        return new Wanted.Actions(
                replays,
                replayId(),
                Checked.name("role", role),
                Checked.name("lane", lane),
                Checked.name("stage", stage),
                Checked.name("target", target),
                Checked.decision(decision),
                Checked.origin(origin),
                at);
    }

    private @Nullable String replayId() {
        return Checked.name("replayId", replayId);
    }

    /**
     * The replays that are wanted, where nothing is asked that actions alone are narrowed by.
     *
     * @param requested when they were asked for
     */
    public Wanted.Actions wantedReplays(ReplayParameters of, @Nullable String origin, Window requested) {
        Checked.ofActionsAlone("role", role);
        Checked.ofActionsAlone("lane", lane);
        Checked.ofActionsAlone("stage", stage);
        Checked.ofActionsAlone("target", target);
        Checked.ofActionsAlone("decision", decision);
        Checked.ofActionsAlone("origin", origin);
        return new Wanted.Actions(
                of.wanted(requested), replayId(), null, null, null, null, null, null, ReplayParameters.ANY_TIME);
    }
}
