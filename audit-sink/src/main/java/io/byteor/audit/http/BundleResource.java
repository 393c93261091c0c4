package io.byteor.audit.http;

import io.byteor.audit.http.parameter.BundleParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.query.AuditQueries;
import io.byteor.audit.query.BundleView;
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

/** Captured bundles. */
@Path("/audit/v1/bundles")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Readers.ANALYST, Readers.OPERATOR, Readers.APPROVER, Readers.ADMIN})
@Tag(name = "bundles")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class BundleResource {
    private final AuditQueries queries;
    private final Claim claim;

    BundleResource(AuditQueries queries, Claim claim) {
        this.queries = queries;
        this.claim = claim;
    }

    @GET
    @Operation(
            summary = "Bundles within the token's environments, the newest first",
            description = "All filters hold together; time is when it was captured.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "page", value = Examples.BUNDLES)))
    public Page<BundleView> bundles(
            @BeanParam BundleParameters bundles,
            @BeanParam TimeParameters captured,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) String limit) {
        return queries.bundles(bundles.wanted(captured.window()), claim.reach(), after, Limit.of(limit));
    }

    @GET
    @Path("{bundleId}")
    @Operation(summary = "One bundle")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "bundle", value = Examples.BUNDLE)))
    public BundleView bundle(@RestPath String bundleId) {
        BundleView bundle = queries.bundle(bundleId)
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.BUNDLE_UNKNOWN, "no bundle of this id has arrived", "bundleId", bundleId));
        claim.require(bundle.environment());
        return bundle;
    }
}
