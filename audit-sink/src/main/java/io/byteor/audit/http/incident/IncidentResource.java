package io.byteor.audit.http.incident;

import io.byteor.audit.http.Answers;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.Limit;
import io.byteor.audit.http.Readers;
import io.byteor.audit.http.WhoMay;
import io.byteor.audit.http.parameter.Checked;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.incident.Incidents;
import io.byteor.audit.incident.WantedIncidents;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Incidents, each with its timeline. */
@Path("/audit/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "incidents")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class IncidentResource {
    private final Incidents incidents;
    private final Claim claim;

    IncidentResource(Incidents incidents, Claim claim) {
        this.incidents = incidents;
        this.claim = claim;
    }

    @GET
    @Operation(
            summary = "Incidents within the token's environments, the newest first",
            description = "Those with a bundle of which all filters hold; from and to are about when it was captured.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.INCIDENTS)))
    public Page<IncidentView> incidents(
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("pipeline") @Nullable String pipeline,
            @QueryParam("specHash") @Nullable String specHash,
            @BeanParam TimeParameters captured,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        WantedIncidents wanted = new WantedIncidents(
                Checked.name("environment", environment),
                Checked.name("agent", agent),
                Checked.name("pipeline", pipeline),
                Checked.digest("specHash", specHash),
                captured.window());
        return incidents.page(wanted, claim.reach(), after, Limit.of(limit));
    }

    @GET
    @Path("{incidentId}")
    @Operation(
            summary = "One incident with all that happened to it",
            description =
                    "Bundles, approvals, requests, decisions, starts, controls, replays and escalations in order of time,"
                            + " a page at a time; what lies in environments beyond the token's is neither counted nor told.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "incident", value = Examples.INCIDENT)))
    public IncidentWithTimeline incident(
            @RestPath String incidentId,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        int checked = Limit.of(limit);
        Reach reach = claim.reach();
        IncidentView incident = incidents.one(incidentId, reach).orElseThrow(() -> missing(incidentId));
        return new IncidentWithTimeline(incident, incidents.timeline(incidentId, reach, after, checked));
    }

    private ByteorException missing(String incidentId) {
        incidents
                .one(incidentId, Reach.ALL)
                .ifPresent(elsewhere -> claim.require(elsewhere.environments().getFirst()));
        return new ByteorException(
                ErrorCode.INCIDENT_NOT_FOUND, "no bundle of this incident has arrived", "incidentId", incidentId);
    }
}
