package io.byteor.validator.gateway.http.escalation;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.governance.EscalationStatus;
import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.escalation.EscalationDesk;
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

/** What people have to look at, and what they do about it. */
@Path("/govern/v1/escalations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "escalations")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class EscalationResource {
    private static final String ESCALATION_ID = "escalationId";

    private final EscalationDesk desk;
    private final Terms terms;
    private final Callers callers;

    EscalationResource(EscalationDesk desk, Terms terms, Callers callers) {
        this.desk = desk;
        this.terms = terms;
        this.callers = callers;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "Escalations within the token's environments, in order of their ids",
            description = "As this gateway has seen them, which can be a moment behind.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<EscalationView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return desk.list(status(state), after, Limit.of(limit), callers.caller())
                .map(EscalationView::of);
    }

    @GET
    @Path("{escalationId}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "An escalation as it stands")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "raised", value = Examples.RAISED)))
    public EscalationView get(@PathParam(ESCALATION_ID) String escalationId) {
        return EscalationView.of(desk.get(escalationId, callers.caller()));
    }

    @POST
    @Path("{escalationId}/ack")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(summary = "Say that somebody looks", description = "Once; whoever comes second gets 409.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = MovedView.class),
                            examples = @ExampleObject(name = "moved", value = Examples.MOVED)))
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response acknowledge(
            @PathParam(ESCALATION_ID) String escalationId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Note"),
                                            examples = @ExampleObject(name = "note", value = Examples.NOTE)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return move(escalationId, EscalationStatus.ACKNOWLEDGED, body, headers);
    }

    @POST
    @Path("{escalationId}/resolve")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Operation(summary = "Say that it is done with", description = "When it happens again, another is raised.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = MovedView.class),
                            examples = @ExampleObject(name = "moved", value = Examples.MOVED)))
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response resolve(
            @PathParam(ESCALATION_ID) String escalationId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Note"),
                                            examples = @ExampleObject(name = "note", value = Examples.NOTE)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return move(escalationId, EscalationStatus.RESOLVED, body, headers);
    }

    private Response move(String escalationId, EscalationStatus to, InputStream body, CommandHeaders headers)
            throws IOException, InterruptedException {
        JsonFields document = JsonFields.parse(Documents.read(body), "body");
        return Replies.of(desk.move(escalationId, to, document, terms.of(headers)), EscalationResource::ok);
    }

    private static Response.ResponseBuilder ok(CommandOutcome outcome) {
        return Response.ok(MovedView.of(outcome));
    }

    private static @Nullable EscalationStatus status(@Nullable String state) {
        return state == null
                ? null
                : EscalationStatus.ofWord(state)
                        .orElseThrow(() -> new ByteorException(
                                ErrorCode.REQUEST_INVALID, "raised, acknowledged or resolved", "state", state));
    }
}
