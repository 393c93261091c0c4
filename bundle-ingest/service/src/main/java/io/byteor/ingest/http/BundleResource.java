package io.byteor.ingest.http;

import io.byteor.ingest.capture.BundleManifests;
import io.byteor.ingest.capture.BundleShelf;
import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.ingest.capture.CommitBundle;
import io.byteor.ingest.guard.ThrottledException;
import io.byteor.ingest.guard.UploadGuard;
import io.byteor.ingest.guard.http.Admission;
import io.byteor.ingest.http.body.BodyStream;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes incident bundles from agents. */
@Path("/capture/v1/bundles")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
@Tag(name = "bundles")
public class BundleResource {
    private static final Logger LOG = Logger.getLogger(BundleResource.class);
    private static final String BUNDLE_ID = "bundleId";
    /** Bytes of memory for each of JSON: itself, the text in it as characters, as a string, and as the file again. */
    private static final int JSON_MEMORY = 5;
    /** Of a manifest's line, whose end takes one byte more in JSON; other characters that do are rare in paths. */
    private static final int LEAST_LINE = 32;
    /** Bytes of JSON for the tag manifest, and for a thousand signatures. */
    private static final int BESIDE_MANIFEST = 80 << 10;

    private final CaptureBundles bundles;
    private final CommitBundle commits;
    private final BundleLimits limits;
    private final CaptureMeters meters;
    private final Callers callers;
    private final Admission admission;

    BundleResource(
            CaptureBundles bundles,
            CommitBundle commits,
            BundleLimits limits,
            CaptureMeters meters,
            Callers callers,
            Admission admission) {
        this.bundles = bundles;
        this.commits = commits;
        this.limits = limits;
        this.meters = meters;
        this.callers = callers;
        this.admission = admission;
    }

    /**
     * Takes a bundle as one tar stream, plain or compressed: 201 for a new one, 200 for one that is already stored. On a thread of its
     * own: it hashes, writes and waits by turns, and a virtual one is handed from thread to thread each time.
     */
    @POST
    @Blocking
    @Consumes({"application/x-tar", "application/gzip", "application/zstd", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed(Roles.AGENT)
    @Operation(hidden = true)
    public Response capture(@Context HttpServerRequest request) throws IOException {
        try (BodyStream sent = BodyStream.of(request)) {
            return admitted(sent, (body, passage) -> kept(bundles.capture(callers.caller(), body, passage::hold)));
        }
    }

    /**
     * Takes a bundle's manifests: 202 with the digests of what is missing, else as for a tar. On a thread of its own: the last time it
     * hashes the whole bundle, and on a virtual thread would hold a carrier meanwhile that others need to read what they are sent.
     */
    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.AGENT)
    @Operation(
            summary = "Hand over a bundle",
            description =
                    "As one tar stream, plain or compressed; or by its two manifests, which are answered with the"
                            + " digests of the content that is still missing, to be sent as blobs before the same manifests again.")
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The place of the bundle",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = BundleAnswer.class),
                            examples = @ExampleObject(name = "stored", value = Examples.STORED)))
    @APIResponse(
            responseCode = "200",
            description = "It is stored already",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The place of the bundle",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            schema = @Schema(implementation = BundleAnswer.class),
                            examples = @ExampleObject(name = "stored", value = Examples.STORED)))
    @APIResponse(
            responseCode = "202",
            description = "Content is missing",
            content =
                    @Content(
                            schema = @Schema(implementation = MissingBlobs.class),
                            examples = @ExampleObject(name = "missing", value = Examples.MISSING)))
    public Response commit(
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT),
                                        examples = @ExampleObject(name = "manifests", value = Examples.MANIFESTS)),
                                @Content(
                                        mediaType = "application/x-tar",
                                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                                @Content(
                                        mediaType = "application/gzip",
                                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                                @Content(
                                        mediaType = "application/zstd",
                                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
                            })
                    InputStream json)
            throws IOException {
        return admitted(json, (body, passage) -> switch (commits.commit(
                manifests(passage.held(body, JSON_MEMORY)), callers.caller(), passage::take, passage::hold)) {
            case CommitBundle.Progress.Committed(var kept) -> kept(kept);
            case CommitBundle.Progress.Missing(var bundleId, var missing) ->
                Response.accepted(MissingBlobs.of(bundleId, missing)).build();
        });
    }

    private BundleManifests manifests(InputStream json) throws IOException {
        int most = limits.manifestBytes() + limits.manifestBytes() / LEAST_LINE + BESIDE_MANIFEST;
        byte[] body = json.readNBytes(most + 1);
        if (body.length > most) {
            throw new ByteorException(ErrorCode.BODY_TOO_LARGE, "at most " + most + " bytes of JSON", "body", null);
        }
        return BundleManifests.parse(body, limits);
    }

    private Response admitted(InputStream sent, Attempt attempt) throws IOException {
        try (UploadGuard.Passage passage = admission.begin()) {
            return attempt.make(passage.body(sent), passage);
        } catch (ThrottledException refusal) {
            meters.refused(refusal.refusal().code());
            throw refusal;
        } catch (ByteorException refusal) {
            meters.refused(refusal.code());
            throw refusal;
        }
    }

    private Response kept(BundleShelf.Kept kept) {
        meters.captured(kept);
        BundleAnswer answer = BundleAnswer.of(kept.bundle());
        report(answer, kept.fresh());
        return Response.status(kept.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create("/capture/v1/bundles/" + answer.bundleId()))
                .entity(answer)
                .build();
    }

    @FunctionalInterface
    private interface Attempt {
        Response make(InputStream body, UploadGuard.Passage passage) throws IOException;
    }

    private static void report(BundleAnswer answer, boolean fresh) {
        MDC.put(BUNDLE_ID, answer.bundleId());
        try {
            LOG.infof(
                    "bundle %s %s: incident %s, %d files, %d bytes",
                    answer.bundleId(),
                    fresh ? "captured" : "was already stored",
                    answer.incidentId(),
                    answer.files(),
                    answer.bytes());
        } finally {
            MDC.remove(BUNDLE_ID);
        }
    }
}
