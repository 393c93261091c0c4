package io.byteor.validator.gateway.http.registry;

import io.byteor.schemas.event.CommandOutcome;
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
import io.byteor.validator.gateway.registry.RegistryDesk;
import io.byteor.validator.gateway.registry.RegistryLibrary;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The governance registry, alike for {@code environments}, {@code agents} and {@code pipelines}. An entry's ETag is its revision; {@code If-Match} is checked where the entry has its one writer. */
@Path("/govern/v1/{kinds}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registry")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class RegistryResource {
    private static final String KINDS = "kinds";
    private static final String KEY = "key";

    private final RegistryDesk desk;
    private final RegistryLibrary library;
    private final Terms terms;
    private final Callers callers;

    RegistryResource(RegistryDesk desk, RegistryLibrary library, Terms terms, Callers callers) {
        this.desk = desk;
        this.library = library;
        this.terms = terms;
        this.callers = callers;
    }

    @PUT
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            summary = "Put an entry",
            description =
                    "Admins put all, operators pipelines that are candidates. 412 where If-Match or If-None-Match asks for"
                            + " another revision than stands.")
    @Extension(name = WhoMay.ENVIRONMENT, value = KindRules.CLAIMED, parseValue = true)
    @Extension(name = WhoMay.ROLES, value = KindRules.PUT_BY, parseValue = true)
    @APIResponse(
            responseCode = "200",
            headers =
                    @Header(
                            name = HttpHeaders.ETAG,
                            description = "The revision",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = PutView.class),
                            examples = @ExampleObject(name = "put", value = Examples.PUT)))
    @APIResponse(responseCode = "202", ref = Answers.PENDING)
    @APIResponse(responseCode = "412", ref = Answers.PROBLEM)
    public Response put(
            @PathParam(KINDS) String kinds,
            @PathParam(KEY) String key,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(ref = "RegistryEntry"),
                                            examples = {
                                                @ExampleObject(name = "environment", value = Examples.ENVIRONMENT),
                                                @ExampleObject(name = "agent", value = Examples.AGENT),
                                                @ExampleObject(name = "pipeline", value = Examples.PIPELINE)
                                            }))
                    InputStream body,
            @BeanParam CommandHeaders headers,
            @BeanParam ExpectedRevision expected)
            throws IOException, InterruptedException {
        Gateway.Terms asked = terms.of(headers);
        byte[] document = Documents.read(body);
        return Replies.of(desk.put(kind(kinds), key, document, expected.number(), asked), RegistryResource::done);
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "An entry as it stands")
    @Extension(name = WhoMay.ENVIRONMENT, value = KindRules.CLAIMED, parseValue = true)
    @APIResponse(
            responseCode = "200",
            headers =
                    @Header(
                            name = HttpHeaders.ETAG,
                            description = "The revision",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = EntryView.class),
                            examples = @ExampleObject(name = "agent", value = Examples.ENTRY)))
    public Response get(@PathParam(KINDS) String kinds, @PathParam(KEY) String key) {
        RegistryFact entry = library.get(kind(kinds), key, callers.caller());
        return Response.ok(EntryView.of(entry))
                .tag(new EntityTag(Long.toString(entry.revision())))
                .build();
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "Entries by their keys",
            description = "Those whose environment is in the token's claim, and all pipelines.")
    @Extension(name = WhoMay.ENVIRONMENT, value = KindRules.FILTERED, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<LineView> list(
            @PathParam(KINDS) String kinds,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return library.list(kind(kinds), after, Limit.of(limit), callers.caller())
                .map(LineView::of);
    }

    private static Response.ResponseBuilder done(CommandOutcome outcome) {
        return Response.ok(PutView.of(outcome)).tag(new EntityTag(String.valueOf(outcome.getRevision())));
    }

    static RegistryKind kind(String plural) {
        return RegistryKind.ofPlural(plural).orElseThrow(NotFoundException::new);
    }
}
