package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What actions are narrowed by, beside what their replays are. */
public class ActionParameters {
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

    @Parameter(description = "The captured record: its lane, /, its sequence")
    @QueryParam("origin")
    @Nullable
    String origin;

    /** @param at when it was decided */
    public Wanted.Actions wanted(Wanted.Replays of, Window at) {
        return new Wanted.Actions(
                of, replayId, role, lane, stage, target, Checked.decision(decision), Checked.origin(origin), at);
    }
}
