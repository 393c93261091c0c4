package io.byteor.ingest.http;

import io.byteor.ingest.guard.UploadGuard;
import io.byteor.ingest.guard.http.Admission;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.byteor.store.BlobStaging;
import io.byteor.store.BundleStore;
import io.byteor.store.StagedBlob;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Content that an agent sends ahead of its bundle. Offsets are told by the headers of resumable uploads
 * (draft-ietf-httpbis-resumable-upload).
 */
@Path("/capture/v1/blobs/{digest}")
@RolesAllowed(Roles.AGENT)
@RunOnVirtualThread
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
@Tag(name = "blobs")
public class BlobResource {
    private static final String OFFSET = "Upload-Offset";
    private static final String COMPLETE = "Upload-Complete";
    private static final String ITS_LENGTH = "How many bytes of it have arrived";

    private final BlobStaging staging;
    private final BundleLimits limits;
    private final Callers callers;
    private final Admission admission;

    BlobResource(BundleStore store, BundleLimits limits, Callers callers, Admission admission) {
        this.staging = store;
        this.limits = limits;
        this.callers = callers;
        this.admission = admission;
    }

    /** How much of it has arrived: 200 all, 204 a part, 404 nothing. */
    @HEAD
    @Operation(summary = "How much of it has arrived")
    @APIResponse(
            responseCode = "200",
            description = "All of it",
            headers = @Header(name = COMPLETE, description = "?1", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "204",
            description = "A part",
            headers = {
                @Header(name = OFFSET, description = ITS_LENGTH, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = COMPLETE, description = "?0", schema = @Schema(type = SchemaType.STRING))
            })
    public Response standing(@PathParam("digest") String digest) throws IOException {
        StagedBlob blob = staging.find(callers.caller().subject(), Digest.parse(digest))
                .orElseThrow(() ->
                        new ByteorException(ErrorCode.NOT_FOUND, "a blob that this agent has sent", "digest", digest));
        return blob.complete()
                ? Response.ok()
                        .header(COMPLETE, "?1")
                        .header(HttpHeaders.CONTENT_LENGTH, blob.total())
                        .build()
                : part(Response.noContent(), blob);
    }

    /**
     * Takes it, whole or, with Content-Range, a part that goes on where the last one ended: 201 all, 202 a part. On a thread of its own:
     * the last part of a blob is hashed with all that came before it.
     */
    @PUT
    @Blocking
    @Operation(summary = "Send content ahead of its bundle")
    @APIResponse(responseCode = "201", description = "All of it is there")
    @APIResponse(
            responseCode = "202",
            description = "A part is there",
            headers = {
                @Header(name = OFFSET, description = ITS_LENGTH, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(name = COMPLETE, description = "?0", schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "409",
            description = "It does not go on where the upload stands",
            headers = {
                @Header(name = OFFSET, description = ITS_LENGTH, schema = @Schema(type = SchemaType.INTEGER)),
                @Header(
                        name = HttpHeaders.RETRY_AFTER,
                        description = "Seconds",
                        schema = @Schema(type = SchemaType.INTEGER))
            },
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Consumes(MediaType.WILDCARD)
    public Response put(
            @PathParam("digest") String digest,
            @Parameter(
                            description =
                                    "bytes FIRST-LAST/SIZE: which part of it the body is; without it the body is all. bytes */SIZE with no body ends one of which every byte has arrived")
                    @HeaderParam("Content-Range")
                    @Nullable
                    String contentRange,
            @Parameter(description = "Needed without Content-Range") @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable
                    Long contentLength,
            InputStream body)
            throws IOException {
        Digest blob = Digest.parse(digest);
        BlobPart part = BlobPart.sent(contentRange, contentLength);
        if (part.total() > limits.bytes()) {
            throw new ByteorException(
                    ErrorCode.BUNDLE_TOO_LARGE,
                    "a bundle has at most " + limits.bytes() + " bytes",
                    "digest",
                    part.total());
        }
        try (UploadGuard.Passage passage = admission.begin()) {
            StagedBlob staged = staging.append(
                    callers.caller().subject(), blob, part.offset(), part.total(), part.of(passage.body(body)));
            return staged.complete()
                    ? Response.status(Response.Status.CREATED).build()
                    : part(Response.accepted(), staged);
        } catch (ByteorException refusal) {
            if (refusal.code() == ErrorCode.UPLOAD_OFFSET) {
                return ProblemMapper.answer(refusal.problem())
                        .header(OFFSET, refusal.value())
                        .build();
            }
            throw refusal;
        }
    }

    private static Response part(Response.ResponseBuilder answer, StagedBlob blob) {
        return answer.header(OFFSET, blob.received()).header(COMPLETE, "?0").build();
    }
}
