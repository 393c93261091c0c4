package io.byteor.audit.http;

import io.byteor.audit.http.parameter.ActionParameters;
import io.byteor.audit.http.parameter.ReplayParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Wanted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Actions of all replays. */
@Path("/audit/v1/actions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "actions")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ActionResource {
    private final AuditQueries queries;
    private final Claim claim;

    ActionResource(AuditQueries queries, Claim claim) {
        this.queries = queries;
        this.claim = claim;
    }

    @GET
    @Operation(
            summary = "Actions of replays within the token's environments",
            description = "Those of the newest replay first, within a replay in their order. All filters hold together;"
                    + " from and to are about when an action was decided.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.ACTIONS)))
    public Page<ActionView> actions(
            @BeanParam ReplayParameters replays,
            @BeanParam ActionParameters actions,
            @Parameter(description = ActionParameters.ORIGIN) @QueryParam("origin") @Nullable String origin,
            @BeanParam TimeParameters at,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        Wanted.Actions wanted = actions.wanted(replays, origin, at.window());
        return queries.actions(wanted, claim.reach(), after, Limit.of(limit));
    }
}
