package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What actions are narrowed by, beside what their replays are. */
public class ActionParameters {
    private static final Window ANY_TIME = new Window(null, null);

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
        return new Wanted.Actions(
                of.wanted(ANY_TIME),
                replayId,
                role,
                lane,
                stage,
                target,
                Checked.decision(decision),
                Checked.origin(origin),
                at);
    }
}
