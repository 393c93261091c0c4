package io.byteor.ingest.http.stored;

import io.byteor.ingest.access.Body;
import io.byteor.ingest.access.BundleAccesses;
import io.byteor.ingest.access.Reading;
import io.byteor.ingest.http.Answers;
import io.byteor.ingest.http.BundleAnswer;
import io.byteor.ingest.http.Callers;
import io.byteor.ingest.http.Roles;
import io.byteor.ingest.http.WhoMay;
import io.byteor.ingest.store.ReadableBundles;
import io.byteor.ingest.store.StoredContent;
import io.byteor.ingest.store.StoredFiles;
import io.byteor.ingest.store.Verifications;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.Problem;
import io.byteor.store.BundleStore;
import io.byteor.store.StoredBundle;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One stored bundle, shown to whoever has a role and the bundle's environment; to an agent, where it is its own. */
@Path("/capture/v1/bundles/{bundleId}")
@RolesAllowed({Roles.AGENT, Roles.OPERATOR, Roles.APPROVER, Roles.ANALYST, Roles.ADMIN})
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
@Tag(name = "bundles")
public class StoredBundleResource {
    private static final String TAR = "application/x-tar";

    private final ReadableBundles bundles;
    private final BundleStore store;
    private final Verifications verifications;
    private final BundleAccesses accesses;
    private final Callers callers;

    StoredBundleResource(
            ReadableBundles bundles,
            BundleStore store,
            Verifications verifications,
            BundleAccesses accesses,
            Callers callers) {
        this.bundles = bundles;
        this.store = store;
        this.verifications = verifications;
        this.accesses = accesses;
        this.callers = callers;
    }

    /** Its incident, files and verdicts; these as they were when it was stored, or taken anew from all that is stored now. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A bundle with its verdicts, or the whole of it as a tar")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @APIResponse(
            responseCode = "200",
            description = "What the Accept header asks for",
            headers =
                    @Header(
                            name = HttpHeaders.CONTENT_DISPOSITION,
                            description = "A name for the tar",
                            schema = @Schema(type = SchemaType.STRING)),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = BundleDescription.class),
                        examples = @ExampleObject(name = "stored", value = Examples.DESCRIPTION)),
                @Content(mediaType = TAR, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public BundleDescription describe(
            @PathParam("bundleId") String bundleId,
            @Parameter(description = "Whether the verdicts are taken anew, of all that is stored now")
                    @QueryParam("verify")
                    boolean verify)
            throws IOException {
        StoredBundle bundle = bundles.require(bundleId, callers.caller());
        try (InputStream in = StoredContent.open(store, bundle, BundleLayout.INCIDENT)) {
            var incident = CanonicalJson.parse(in.readAllBytes(), BundleLayout.INCIDENT);
            return new BundleDescription(
                    BundleAnswer.of(bundle, incident.path("incidentId").asText()),
                    bundle.storedAt().toString(),
                    store.isAnnounced(bundle.bundleId()),
                    incident,
                    BundleDescription.manifest(bundle),
                    verify ? verdicts(bundle) : VerdictsAnswer.valid(bundle.storedAt()));
        }
    }

    private VerdictsAnswer verdicts(StoredBundle bundle) throws IOException {
        return VerdictsAnswer.of(verifications.verify(bundle), bundle.bundleId(), Instant.now());
    }

    /** The whole of it as one tar archive. Whoever is handed one leaves an access record. */
    @GET
    @Produces(TAR)
    @Operation(hidden = true)
    public Response tar(@PathParam("bundleId") String bundleId, @Context Request request) throws IOException {
        StoredBundle bundle = bundles.require(bundleId, callers.caller());
        Response.ResponseBuilder answer = Response.ok()
                .type(TAR)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.tar\""
                                .formatted(bundle.bundleId().hex()));
        if (!FileDownload.isHead(request)) {
            Body archive = accesses.begin(
                    reading(bundle, null, null), out -> BundleTar.write(new StoredFiles(store, bundle), out));
            answer.entity((StreamingOutput) archive::writeTo);
        }
        return answer.build();
    }

    /** One file of it, byte for byte, whole or in part. */
    @GET
    @Path("/files/{path:.+}")
    @Operation(
            summary = "One file, byte for byte, whole or in part",
            description =
                    "Every reading of a file, or of the tar, leaves an access record before the first byte goes out.")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.CLAIMED)
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description = "ETags, else 412",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "ETags that are known, then 304",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "All of it",
            headers = {
                @Header(name = HttpHeaders.ETAG, ref = Answers.DIGEST),
                @Header(name = "Repr-Digest", ref = Answers.DIGEST),
                @Header(name = "Accept-Ranges", description = "bytes", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = HttpHeaders.CONTENT_DISPOSITION,
                        description = "attachment",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The part that Range asks for",
            headers = {
                @Header(name = HttpHeaders.ETAG, ref = Answers.DIGEST),
                @Header(name = "Repr-Digest", ref = Answers.DIGEST),
                @Header(name = "Accept-Ranges", description = "bytes", schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = HttpHeaders.CONTENT_DISPOSITION,
                        description = "attachment",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Content-Range",
                        description = "bytes FIRST-LAST/SIZE",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "304",
            description = "If-None-Match names it",
            headers = @Header(name = HttpHeaders.ETAG, ref = Answers.DIGEST))
    @APIResponse(
            responseCode = "412",
            description = "If-Match names others",
            headers = @Header(name = HttpHeaders.ETAG, ref = Answers.DIGEST))
    @APIResponse(
            responseCode = "416",
            description = "No byte of it lies in the range",
            headers =
                    @Header(
                            name = "Content-Range",
                            description = "bytes */SIZE",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response file(
            @PathParam("bundleId") String bundleId,
            @PathParam("path") String path,
            @Parameter(description = "bytes=FIRST-LAST, bytes=FIRST- or bytes=-LENGTH") @HeaderParam("Range") @Nullable
                    String range,
            @Parameter(description = "An ETag: the range counts only for the file that has it")
                    @HeaderParam("If-Range")
                    @Nullable
                    String ifRange,
            @Context Request request)
            throws IOException {
        StoredBundle bundle = bundles.require(bundleId, callers.caller());
        var content = StoredContent.file(bundle, path);
        return new FileDownload(
                        content,
                        () -> StoredContent.channel(store, bundle, path),
                        (part, body) -> accesses.begin(reading(bundle, path, part), body))
                .answer(request, range, ifRange);
    }

    private Reading reading(StoredBundle bundle, @Nullable String path, @Nullable String range) {
        return new Reading(
                callers.person(), callers.caller().roles(), bundle.bundleId(), bundle.environment(), path, range);
    }
}
