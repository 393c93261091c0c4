package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What escalations are narrowed by. */
public class EscalationParameters {
    @Parameter(description = "raised, acknowledged or resolved")
    @QueryParam("state")
    @Nullable
    String state;

    @Parameter(
            description = "environment_unresolved, spec_hash_unknown, approval_missing, approval_rejected,"
                    + " bundle_corrupt, agent_unauthenticated, agent_forbidden or agent_throttled")
    @QueryParam("cause")
    @Nullable
    String cause;

    @Parameter(description = "What it is about: an environment, a spec hash, a bundle, an approval or an agent")
    @QueryParam("subject")
    @Nullable
    String subject;

    @QueryParam("environment")
    @Nullable
    String environment;

    @QueryParam("replayId")
    @Nullable
    String replayId;

    public Wanted.Escalations wanted() {
        return new Wanted.Escalations(
                Checked.escalationState(state),
                Checked.cause(cause),
                Checked.name("subject", subject),
                Checked.name("environment", environment),
                Checked.name("replayId", replayId));
    }
}
