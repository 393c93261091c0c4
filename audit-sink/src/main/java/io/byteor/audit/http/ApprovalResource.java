package io.byteor.audit.http;

import io.byteor.audit.http.parameter.ApprovalParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.query.ApprovalView;
import io.byteor.audit.query.AuditQueries;
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

/** Approvals as they stand. */
@Path("/audit/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "approvals")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ApprovalResource {
    private final AuditQueries queries;
    private final Claim claim;

    ApprovalResource(AuditQueries queries, Claim claim) {
        this.queries = queries;
        this.claim = claim;
    }

    @GET
    @Operation(
            summary = "Approvals within the token's environments, the newest first",
            description = "All filters hold together; time is when it was asked for.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.APPROVALS)))
    public Page<ApprovalView> approvals(
            @BeanParam ApprovalParameters approvals,
            @BeanParam TimeParameters requested,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return queries.approvals(approvals.wanted(requested.window()), claim.reach(), after, Limit.of(limit));
    }

    @GET
    @Path("{approvalId}")
    @Operation(summary = "One approval")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "approved", value = Examples.APPROVAL)))
    public ApprovalView approval(@RestPath String approvalId) {
        ApprovalView approval = queries.approval(approvalId)
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.APPROVAL_NOT_FOUND, "no approval of this id has arrived", "approvalId", approvalId));
        claim.require(approval.environment());
        return approval;
    }
}
