package io.byteor.validator.gateway.http.outcome;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.http.Answers;
import io.byteor.validator.gateway.http.Callers;
import io.byteor.validator.gateway.http.ProblemMapper;
import io.byteor.validator.gateway.http.Roles;
import io.byteor.validator.gateway.http.WhoMay;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of commands. */
@Path("/govern/v1/outcomes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "outcomes")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class OutcomeResource {
    private static final String COMMAND_ID = "commandId";

    private final Gateway gateway;
    private final Callers callers;

    OutcomeResource(Gateway gateway, Callers callers) {
        this.gateway = gateway;
        this.callers = callers;
    }

    @GET
    @Path("{commandId}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "What became of a command",
            description =
                    "404 with Retry-After until it has come by; outcomes are remembered for a while only. One that is"
                            + " about no environment, or none that is known, is told whatever the claim.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = OutcomeView.class),
                            examples = @ExampleObject(name = "approved", value = Examples.OUTCOME)))
    public Response outcome(@PathParam(COMMAND_ID) String commandId) {
        return gateway.outcome(commandId, callers.caller())
                .map(outcome -> Response.ok(OutcomeView.of(outcome)))
                .orElseGet(() -> notYet(commandId))
                .build();
    }

    private static Response.ResponseBuilder notYet(String commandId) {
        Problem problem =
                Problem.of(ErrorCode.NOT_FOUND, "no outcome of this command has come by", COMMAND_ID, commandId);
        return ProblemMapper.answer(problem).header(HttpHeaders.RETRY_AFTER, 1);
    }
}
