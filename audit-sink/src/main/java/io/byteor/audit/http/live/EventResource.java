package io.byteor.audit.http.live;

import io.byteor.audit.http.Answers;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.Readers;
import io.byteor.audit.http.WhoMay;
import io.byteor.audit.http.parameter.Checked;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All replays as they change. */
@Path("/audit/v1/events")
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "events")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class EventResource {
    private final Streams streams;
    private final Claim claim;

    EventResource(Streams streams, Claim claim) {
        this.streams = streams;
        this.claim = claim;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(summary = "All replays within the token's environments, from now on", description = Examples.HOW)
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "running", value = Examples.EVENT)))
    public Multi<OutboundSseEvent> all(
            @Parameter(description = "The one environment that is followed") @QueryParam("environment") @Nullable
                    String environment,
            @HeaderParam("Last-Event-ID") @Nullable String last) {
        return streams.follow(
                new Streams.Following(
                        null, Checked.name("environment", environment), claim.reach(), claim.mask(), claim.expires()),
                last);
    }
}
