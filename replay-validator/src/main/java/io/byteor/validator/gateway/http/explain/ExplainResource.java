package io.byteor.validator.gateway.http.explain;

import io.byteor.validator.gateway.Explainer;
import io.byteor.validator.gateway.http.Answers;
import io.byteor.validator.gateway.http.Callers;
import io.byteor.validator.gateway.http.Documents;
import io.byteor.validator.gateway.http.Roles;
import io.byteor.validator.gateway.http.WhoMay;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

/** Explaining replays that are not asked for yet. */
@Path("/govern/v1/replay-requests:explain")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "replays")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ExplainResource {
    private final Explainer explainer;
    private final Callers callers;

    ExplainResource(Explainer explainer, Callers callers) {
        this.explainer = explainer;
        this.callers = callers;
    }

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER})
    @Operation(
            summary = "Say what would become of a request",
            description =
                    "The findings of every rule over the same document that a request has, its digests and an estimate;"
                            + " nothing is filed and nothing is waited for.")
    @APIResponse(
            responseCode = "200",
            description = "Explained, whatever the decision would be",
            content = @Content(examples = @ExampleObject(name = "rejected", value = Examples.EXPLAINED)))
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    public ExplanationView explain(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "ReplayRequest"),
                                            examples = {
                                                @ExampleObject(
                                                        name = "dry-run",
                                                        value =
                                                                io.byteor.validator.gateway.http.replay.Examples
                                                                        .DRY_RUN),
                                                @ExampleObject(
                                                        name = "execute",
                                                        value =
                                                                io.byteor.validator.gateway.http.replay.Examples
                                                                        .EXECUTE)
                                            }))
                    InputStream body)
            throws IOException {
        return ExplanationView.of(explainer.explain(Documents.parse(body), callers.caller()));
    }
}
