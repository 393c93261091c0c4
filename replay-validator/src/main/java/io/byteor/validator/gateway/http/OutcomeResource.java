package io.byteor.validator.gateway.http;

import io.byteor.validator.gateway.Gateway;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of commands. */
@Path("/govern/v1/outcomes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "outcomes")
public class OutcomeResource {
    private final Gateway gateway;

    OutcomeResource(Gateway gateway) {
        this.gateway = gateway;
    }

    @GET
    @Path("{commandId}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "What became of a command",
            description = "404 with Retry-After until it has come by; outcomes are remembered for a while only.")
    public OutcomeView outcome(@PathParam("commandId") String commandId) {
        return gateway.outcome(commandId).map(OutcomeView::of).orElseThrow(() -> Problems.notYet(commandId));
    }
}
