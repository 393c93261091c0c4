package io.byteor.audit.http.stats;

import io.byteor.audit.http.Answers;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.Readers;
import io.byteor.audit.http.WhoMay;
import io.byteor.audit.http.parameter.ActionParameters;
import io.byteor.audit.http.parameter.ReplayParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.http.parameter.TotalParameters;
import io.byteor.audit.stats.Totals;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Totals. */
@Path("/audit/v1/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "stats")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class StatsResource {
    private final Totals totals;
    private final Claim claim;

    StatsResource(Totals totals, Claim claim) {
        this.totals = totals;
        this.claim = claim;
    }

    @GET
    @Path("replays")
    @Operation(
            summary = "How many replays there are within the token's environments",
            description =
                    "By environment, agent, incident, bundle, spec_hash, pipeline, mode, outcome, requester, approver, one of"
                            + " those who approved it, and code, one that a request was rejected with. All filters hold together; time is when it was asked for.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "weeks", value = Examples.REPLAYS)))
    public Stats replays(
            @BeanParam TotalParameters by, @BeanParam ReplayParameters replays, @BeanParam TimeParameters requested) {
        return new Stats(
                totals.replays(replays.wanted(requested.window()), by.ofReplays(), by.bucket(), claim.reach()));
    }

    @GET
    @Path("actions")
    @Operation(
            summary = "How many actions there are within the token's environments",
            description =
                    "By environment, agent, incident, bundle, spec_hash, pipeline, mode, outcome, requester, approver, replay,"
                            + " role, lane, stage, target and decision. All filters hold together; time is when it was decided, in whole hours.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "hours", value = Examples.ACTIONS)))
    public Stats actions(
            @BeanParam TotalParameters by,
            @BeanParam ReplayParameters replays,
            @BeanParam ActionParameters actions,
            @BeanParam TimeParameters at) {
        return new Stats(
                totals.actions(actions.wanted(replays, null, at.hours()), by.ofActions(), by.bucket(), claim.reach()));
    }
}
