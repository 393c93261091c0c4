package io.byteor.ingest.http.stored;

import io.byteor.ingest.access.Body;
import io.byteor.ingest.http.ProblemMapper;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.error.ByteorException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content that never changes, as an answer: whole or one range, with validators (RFC 9110, 13 and 14) and the digest of the
 * whole (RFC 9530).
 *
 * @param file what it is
 * @param source opens it
 * @param account taken of what is handed out
 */
record FileDownload(BundleFile file, Source source, Account account) {
    private static final int STEP = 64 << 10;

    /** Opens the content anew. */
    @FunctionalInterface
    interface Source {
        SeekableByteChannel open() throws IOException;
    }

    /** Keeps a record of what is about to go out. */
    @FunctionalInterface
    interface Account {
        /** @param range what a Content-Range header says; null for all */
        Body begin(@Nullable String range, Body body);
    }

    /**
     * Answers 200, 206, 304, 412 or 416.
     *
     * @param range the Range header
     * @param ifRange the If-Range header: the range counts only for the content that it names
     */
    Response answer(Request request, @Nullable String range, @Nullable String ifRange) {
        EntityTag tag = new EntityTag(file.digest().toString());
        Response.ResponseBuilder settled = request.evaluatePreconditions(tag);
        if (settled != null) {
            return settled.tag(tag).build();
        }
        boolean current = ifRange == null || ifRange.equals("\"" + tag.getValue() + "\"");
        Optional<ByteRange> part;
        try {
            part = ByteRange.requested(current && !isHead(request) ? range : null, file.size());
        } catch (ByteorException outside) {
            return ProblemMapper.answer(outside.problem())
                    .header("Content-Range", "bytes */" + file.size())
                    .build();
        }
        Response.ResponseBuilder answer = part.map(
                        p -> Response.status(Response.Status.PARTIAL_CONTENT).header("Content-Range", p.contentRange()))
                .orElseGet(Response::ok)
                .tag(tag)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header("Accept-Ranges", "bytes")
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(file.digest().raw()) + ":")
                .header(HttpHeaders.CONTENT_LENGTH, part.map(ByteRange::length).orElse(file.size()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff");
        if (!isHead(request)) {
            long from = part.map(ByteRange::from).orElse(0L);
            long length = part.map(ByteRange::length).orElse(file.size());
            Body content =
                    account.begin(part.map(ByteRange::contentRange).orElse(null), out -> copy(from, length, out));
            answer.entity((StreamingOutput) content::writeTo);
        }
        return answer.build();
    }

    static boolean isHead(Request request) {
        return request.getMethod().equals("HEAD");
    }

    private void copy(long from, long length, OutputStream out) throws IOException {
        try (SeekableByteChannel channel = source.open().position(from)) {
            ByteBuffer step = ByteBuffer.allocate(STEP);
            for (long left = length; left > 0; left -= step.limit()) {
                step.clear().limit((int) Math.min(STEP, left));
                while (step.hasRemaining()) {
                    if (channel.read(step) < 0) {
                        throw new EOFException("the stored content is shorter than its record says");
                    }
                }
                out.write(step.array(), 0, step.limit());
            }
        }
    }
}
