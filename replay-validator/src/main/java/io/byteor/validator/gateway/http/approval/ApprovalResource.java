package io.byteor.validator.gateway.http.approval;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.gateway.ApprovalLibrary;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.http.Answers;
import io.byteor.validator.gateway.http.Callers;
import io.byteor.validator.gateway.http.CommandHeaders;
import io.byteor.validator.gateway.http.Documents;
import io.byteor.validator.gateway.http.Limit;
import io.byteor.validator.gateway.http.Roles;
import io.byteor.validator.gateway.http.Terms;
import io.byteor.validator.gateway.http.WhoMay;
import io.byteor.validator.gateway.http.outcome.Replies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asking for approvals, voting on them, taking them back. */
@Path("/govern/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "approvals")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ApprovalResource {
    private static final String APPROVAL_ID = "approvalId";

    private final Gateway gateway;
    private final ApprovalLibrary library;
    private final Terms terms;
    private final Callers callers;

    ApprovalResource(Gateway gateway, ApprovalLibrary library, Terms terms, Callers callers) {
        this.gateway = gateway;
        this.library = library;
        this.terms = terms;
        this.callers = callers;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "Approvals by their ids", description = "Those whose environment is in the token's claim.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<ApprovalLineView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        ApprovalLibrary.Wanted wanted = new ApprovalLibrary.Wanted(state == null ? null : status(state), environment);
        return library.list(wanted, after, Limit.of(limit), callers.caller()).map(ApprovalLineView::of);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Ask for an approval of a replay request",
            description = "The answer names the digest it is over.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = ApprovalView.class),
                            examples = @ExampleObject(name = "approval", value = Examples.APPROVED)))
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response request(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "ApprovalRequest"),
                                            examples = @ExampleObject(name = "execute", value = Examples.REQUEST)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return Replies.of(gateway.requestApproval(Documents.parse(body), terms.of(headers)), ApprovalResource::ok);
    }

    @POST
    @Path("{approvalId}/votes")
    @RolesAllowed({Roles.APPROVER, Roles.OPERATOR, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "Vote",
            description = "One vote a person, none by the requester, a service account or whoever is no approver of the"
                    + " environment. What is refused is recorded with the approval.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @Extension(name = WhoMay.ROLES, value = "[\"approver\"]", parseValue = true)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = ApprovalView.class),
                            examples = @ExampleObject(name = "approval", value = Examples.APPROVED)))
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response vote(
            @PathParam(APPROVAL_ID) String approvalId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Vote"),
                                            examples = @ExampleObject(name = "approve", value = Examples.VOTE)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return Replies.of(gateway.vote(approvalId, Documents.parse(body), terms.of(headers)), ApprovalResource::ok);
    }

    @POST
    @Path("{approvalId}/revoke")
    @RolesAllowed({Roles.APPROVER, Roles.OPERATOR, Roles.ADMIN})
    @Operation(
            summary = "Take an approval back",
            description = "200 means that no effect of it will ever happen; 409 that its replay has begun.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = ApprovalView.class),
                            examples = @ExampleObject(name = "approval", value = Examples.APPROVED)))
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response revoke(
            @PathParam(APPROVAL_ID) String approvalId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Grounds"),
                                            examples = @ExampleObject(name = "revoke", value = Examples.REVOKE)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return Replies.of(gateway.revoke(approvalId, Documents.parse(body), terms.of(headers)), ApprovalResource::ok);
    }

    private static ApprovalStatus status(String word) {
        return ApprovalStatus.of(word)
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.REQUEST_INVALID,
                        "requested, approved, reserved, started, rejected, revoked or expired",
                        "state",
                        word));
    }

    private static Response.ResponseBuilder ok(CommandOutcome outcome) {
        return Response.ok(ApprovalView.of(outcome));
    }
}
