package io.byteor.validator.gateway.http.replay;

import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.control.Wanted;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.ProgressBoard;
import io.byteor.validator.gateway.Reply;
import io.byteor.validator.gateway.http.Answers;
import io.byteor.validator.gateway.http.Callers;
import io.byteor.validator.gateway.http.CommandHeaders;
import io.byteor.validator.gateway.http.Documents;
import io.byteor.validator.gateway.http.Roles;
import io.byteor.validator.gateway.http.Terms;
import io.byteor.validator.gateway.http.WhoMay;
import io.byteor.validator.gateway.http.outcome.Replies;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.jboss.logging.Logger;

/** Asking for replays, and having them pause, go on or end. */
@Path("/govern/v1/replay-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "replays")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ReplayRequestResource {
    private static final Logger LOG = Logger.getLogger(ReplayRequestResource.class);

    private static final String REPLAY_ID = "replayId";

    private final Gateway gateway;
    private final ProgressBoard progress;
    private final Terms terms;
    private final Callers callers;

    ReplayRequestResource(Gateway gateway, ProgressBoard progress, Terms terms, Callers callers) {
        this.gateway = gateway;
        this.progress = progress;
        this.terms = terms;
        this.callers = callers;
    }

    @GET
    @Path("{replayId}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "How far a replay has come",
            description =
                    "As its runner told it last, each second while it runs; best effort. 404 where nothing was told within"
                            + " the hour: what is decided, and what came out, stand under /audit/v1/replays.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "running", value = Examples.PROGRESS)))
    public ProgressView progress(@PathParam(REPLAY_ID) String replayId) {
        return ProgressView.of(progress.get(replayId, callers.caller()));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Ask for a replay",
            description =
                    "A rejected request is a decided one and answered 200 with every finding. The same Idempotency-Key"
                            + " with the same request gets the same replay and decision for as long as requests are"
                            + " remembered, later, or with another request, 422: no key is decided twice.")
    @APIResponse(
            responseCode = "200",
            description = "Decided",
            content =
                    @Content(
                            schema = @Schema(implementation = DecisionView.class),
                            examples = {
                                @ExampleObject(name = "accepted", value = Examples.ACCEPTED),
                                @ExampleObject(name = "rejected", value = Examples.REJECTED)
                            }))
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response request(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "ReplayRequest"),
                                            examples = {
                                                @ExampleObject(name = "dry-run", value = Examples.DRY_RUN),
                                                @ExampleObject(name = "execute", value = Examples.EXECUTE)
                                            }))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        Reply reply = gateway.requestReplay(Documents.parse(body), terms.of(headers));
        LOG.infof(
                "replay %s asked for by command %s: %s",
                reply.subject(),
                reply.commandId(),
                reply.outcome().map(outcome -> outcome.getAnswer()).orElse("pending"));
        return Replies.of(reply, outcome -> Response.ok(DecisionView.of(outcome)));
    }

    @POST
    @Path("{replayId}/pause")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Have a replay pause",
            description = "Its runner stops between two chunks within a second, and goes on when it is told to.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = ControlView.class),
                            examples = @ExampleObject(name = "wanted", value = Examples.PAUSED)))
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response pause(
            @PathParam(REPLAY_ID) String replayId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Grounds"),
                                            examples = @ExampleObject(name = "reason", value = Examples.WHY)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return control(replayId, Wanted.PAUSED, body, headers);
    }

    @POST
    @Path("{replayId}/resume")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Have a paused replay go on")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = ControlView.class),
                            examples = @ExampleObject(name = "wanted", value = Examples.RESUMED)))
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response resume(
            @PathParam(REPLAY_ID) String replayId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Grounds"),
                                            examples = @ExampleObject(name = "reason", value = Examples.WHY)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return control(replayId, Wanted.RUNNING, body, headers);
    }

    @POST
    @Path("{replayId}/cancel")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Have a replay end",
            description = "For good. What is applied stays applied; the audit says how far it came.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = ControlView.class),
                            examples = @ExampleObject(name = "wanted", value = Examples.CANCELLED)))
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    public Response cancel(
            @PathParam(REPLAY_ID) String replayId,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "Grounds"),
                                            examples = @ExampleObject(name = "reason", value = Examples.WHY)))
                    InputStream body,
            @BeanParam CommandHeaders headers)
            throws IOException, InterruptedException {
        return control(replayId, Wanted.CANCELLED, body, headers);
    }

    private Response control(String replayId, Wanted wanted, InputStream body, CommandHeaders headers)
            throws IOException, InterruptedException {
        JsonFields document = Documents.parse(body);
        Reply reply = gateway.controlReplay(replayId, wanted, document, terms.of(headers));
        return Replies.of(reply, outcome -> Response.ok(ControlView.of(outcome)));
    }
}
