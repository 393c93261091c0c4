package io.byteor.audit.http.parameter;

import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What bundles are narrowed by, and with them the replays of them. */
public class BundleParameters {
    @QueryParam("environment")
    @Nullable
    String environment;

    @Parameter(description = "Id of the agent that captured the bundle")
    @QueryParam("agent")
    @Nullable
    String agent;

    @QueryParam("incident")
    @Nullable
    String incident;

    @Parameter(description = "Name of the bundle's pipeline")
    @QueryParam("pipeline")
    @Nullable
    String pipeline;

    @Parameter(description = "Hash of the spec that ran")
    @QueryParam("specHash")
    @Nullable
    String specHash;

    /** @param captured when it was captured */
    public Wanted.Bundles wanted(Window captured) {
        return new Wanted.Bundles(
                Checked.name("environment", environment),
                Checked.name("agent", agent),
                Checked.name("incident", incident),
                Checked.name("pipeline", pipeline),
                Checked.digest("specHash", specHash),
                captured);
    }
}
