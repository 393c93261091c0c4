package io.byteor.audit.http;

import io.byteor.audit.http.parameter.EscalationParameters;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.EscalationView;
import io.byteor.audit.query.Page;
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

/** Escalations, those included that the gateway has forgotten. */
@Path("/audit/v1/escalations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "escalations")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class EscalationResource {
    private final AuditQueries queries;
    private final Claim claim;

    EscalationResource(AuditQueries queries, Claim claim) {
        this.queries = queries;
        this.claim = claim;
    }

    @GET
    @Operation(summary = "Escalations within the token's environments, the newest first")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.ESCALATIONS)))
    public Page<EscalationView> escalations(
            @BeanParam EscalationParameters parameters,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return queries.escalations(parameters.wanted(), claim.reach(), after, Limit.of(limit));
    }

    @GET
    @Path("{escalationId}")
    @Operation(summary = "One escalation, with who acknowledged and who resolved it")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "acknowledged", value = Examples.ESCALATION)))
    public EscalationView escalation(@RestPath String escalationId) {
        EscalationView escalation = queries.escalation(escalationId)
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.ESCALATION_NOT_FOUND,
                        "no escalation of this id has arrived",
                        "escalationId",
                        escalationId));
        claim.require(escalation.environment());
        return escalation;
    }
}
