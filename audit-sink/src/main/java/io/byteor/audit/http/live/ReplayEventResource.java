package io.byteor.audit.http.live;

import io.byteor.audit.http.Answers;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.Readers;
import io.byteor.audit.http.ReplayResource;
import io.byteor.audit.http.WhoMay;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** One replay as it changes. */
@Path("/audit/v1/replays/{replayId}/events")
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "events")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ReplayEventResource {
    private final ReplayResource replays;
    private final Streams streams;
    private final Claim claim;

    ReplayEventResource(ReplayResource replays, Streams streams, Claim claim) {
        this.replays = replays;
        this.streams = streams;
        this.claim = claim;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(summary = "One replay until it has ended", description = Examples.HOW)
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "running", value = Examples.EVENT)))
    public Multi<OutboundSseEvent> one(@RestPath String replayId, @HeaderParam("Last-Event-ID") @Nullable String last) {
        replays.replay(replayId);
        return streams.follow(
                new Streams.Following(replayId, null, claim.reach(), claim.mask(), claim.expires()), last);
    }
}
