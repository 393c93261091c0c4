package io.byteor.audit.http.access;

import io.byteor.audit.access.AccessView;
import io.byteor.audit.access.Accesses;
import io.byteor.audit.http.Answers;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.Limit;
import io.byteor.audit.http.Readers;
import io.byteor.audit.http.WhoMay;
import io.byteor.audit.http.parameter.AccessParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.query.Page;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What was handed to whom. */
@Path("/audit/v1/accesses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.ADMIN})
@Tag(name = "accesses")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class AccessResource {
    private final Accesses accesses;
    private final Claim claim;

    AccessResource(Accesses accesses, Claim claim) {
        this.accesses = accesses;
        this.claim = claim;
    }

    @GET
    @Operation(
            summary = "Who was handed what, the newest first",
            description =
                    "Readings of audits, receipts, exports and stored bundles whose environments all lie within the token's."
                            + " One that was handed out a moment ago may not have arrived yet.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.ACCESSES)))
    public Page<AccessView> accesses(
            @BeanParam AccessParameters parameters,
            @BeanParam TimeParameters began,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return accesses.page(parameters.wanted(began.window()), claim.reach(), after, Limit.of(limit));
    }

    @GET
    @Path("{accessId}")
    @Operation(summary = "One access")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "export", value = Examples.ACCESS)))
    public AccessView access(@RestPath String accessId) {
        return accesses.one(accessId, claim.reach())
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.ACCESS_NOT_FOUND, "an access within the token's environments", "accessId", accessId));
    }
}
