package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.RegistryDesk;
import io.byteor.validator.gateway.RegistryEntry;
import io.byteor.validator.registry.RegistryKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The governance registry. An entry's ETag is its revision; {@code If-Match} is checked where the entry has its one writer. */
@Path("/govern/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registry")
public class RegistryResource {
    private static final Pattern REVISION = Pattern.compile("\"?(\\d{1,18})\"?");
    private static final String KEY = "key";

    private final RegistryDesk desk;
    private final Terms terms;
    private final Callers callers;

    RegistryResource(RegistryDesk desk, Terms terms, Callers callers) {
        this.desk = desk;
        this.terms = terms;
        this.callers = callers;
    }

    @PUT
    @Path("environments/{key}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Put an environment")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PutView.class)))
    public Response putEnvironment(@PathParam(KEY) String key, byte[] body, @Context HttpHeaders headers)
            throws InterruptedException {
        return put(RegistryKind.ENVIRONMENT, key, body, headers);
    }

    @GET
    @Path("environments/{key}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "An environment as it stands")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response environment(@PathParam(KEY) String key) {
        return get(RegistryKind.ENVIRONMENT, key);
    }

    @PUT
    @Path("agents/{key}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Put an agent")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PutView.class)))
    public Response putAgent(@PathParam(KEY) String key, byte[] body, @Context HttpHeaders headers)
            throws InterruptedException {
        return put(RegistryKind.AGENT, key, body, headers);
    }

    @GET
    @Path("agents/{key}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "An agent as it stands")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response agent(@PathParam(KEY) String key) {
        return get(RegistryKind.AGENT, key);
    }

    @PUT
    @Path("pipelines/{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(summary = "Put a pipeline version by its spec hash", description = "Operators put candidates only.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PutView.class)))
    public Response putPipeline(@PathParam(KEY) String key, byte[] body, @Context HttpHeaders headers)
            throws InterruptedException {
        return put(RegistryKind.PIPELINE, key, body, headers);
    }

    @GET
    @Path("pipelines/{key}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "A pipeline version as it stands")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response pipeline(@PathParam(KEY) String key) {
        return get(RegistryKind.PIPELINE, key);
    }

    private Response put(RegistryKind kind, String key, byte[] body, HttpHeaders headers) throws InterruptedException {
        Gateway.Terms asked = terms.of(headers);
        return Replies.of(desk.put(kind, key, body, expected(headers), asked), RegistryResource::put);
    }

    private static Response.ResponseBuilder put(CommandOutcome outcome) {
        return Response.ok(PutView.of(outcome)).tag(new EntityTag(String.valueOf(outcome.getRevision())));
    }

    private Response get(RegistryKind kind, String key) {
        RegistryEntry entry = desk.get(kind, key, callers.caller());
        return Response.ok(EntryView.of(entry))
                .tag(new EntityTag(Long.toString(entry.revision())))
                .build();
    }

    private static @Nullable Long expected(HttpHeaders headers) {
        String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (match == null) {
            return "*".equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)) ? 0L : null;
        }
        Matcher revision = REVISION.matcher(match.strip());
        if (!revision.matches()) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "one revision, as an ETag gave it", HttpHeaders.IF_MATCH, match);
        }
        return Long.valueOf(revision.group(1));
    }
}
