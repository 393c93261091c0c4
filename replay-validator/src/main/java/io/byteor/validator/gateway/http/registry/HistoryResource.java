package io.byteor.validator.gateway.http.registry;

import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.http.Answers;
import io.byteor.validator.gateway.http.Callers;
import io.byteor.validator.gateway.http.Limit;
import io.byteor.validator.gateway.http.Numbers;
import io.byteor.validator.gateway.http.Roles;
import io.byteor.validator.gateway.http.WhoMay;
import io.byteor.validator.gateway.registry.RegistryLibrary;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How registry entries stood, and what changed between: the latest 200 revisions of each. */
@Path("/govern/v1/{kinds}/{key}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registry")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class HistoryResource {
    private static final String KINDS = "kinds";
    private static final String KEY = "key";

    private final RegistryLibrary library;
    private final Callers callers;

    HistoryResource(RegistryLibrary library, Callers callers) {
        this.library = library;
        this.callers = callers;
    }

    @GET
    @Path("history")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "The revisions of an entry", description = "The latest first; `after` the one that is known.")
    @Extension(name = WhoMay.ENVIRONMENT, value = KindRules.CLAIMED, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.PAGE)))
    public Page<LineView> history(
            @PathParam(KINDS) String kinds,
            @PathParam(KEY) String key,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return library.history(
                        RegistryResource.kind(kinds),
                        key,
                        Numbers.optional("after", after, 1),
                        Limit.of(limit),
                        callers.caller())
                .map(LineView::of);
    }

    @GET
    @Path("history/{revision}")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(summary = "An entry as it stood")
    @Extension(name = WhoMay.ENVIRONMENT, value = KindRules.CLAIMED, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "agent", value = Examples.ENTRY)))
    public EntryView revision(
            @PathParam(KINDS) String kinds, @PathParam(KEY) String key, @PathParam("revision") String revision) {
        long number = Numbers.whole("revision", revision, 1, Numbers.LARGEST);
        return EntryView.of(library.revision(RegistryResource.kind(kinds), key, number, callers.caller()));
    }

    @GET
    @Path("diff")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
    @Operation(
            summary = "What changed between two revisions",
            description =
                    "As a JSON Patch (RFC 6902). Without `to` the one that stands, without `from` the one before.")
    @Extension(name = WhoMay.ENVIRONMENT, value = KindRules.CLAIMED, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "environment", value = Examples.DIFFERENCE)))
    public DifferenceView difference(
            @PathParam(KINDS) String kinds,
            @PathParam(KEY) String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return DifferenceView.of(library.difference(
                RegistryResource.kind(kinds),
                key,
                Numbers.optional("from", from, 0),
                Numbers.optional("to", to, 1),
                callers.caller()));
    }
}
