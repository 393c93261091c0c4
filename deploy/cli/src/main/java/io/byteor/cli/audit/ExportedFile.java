package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Conditions;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.output.WholeFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An export in a file. It is written beside its place and moved there when the service's own record says that all of it went out
 * and these are its bytes, so that a stream which was cut anywhere on the way leaves no file.
 */
final class ExportedFile {
    /** The record arrives behind the rows, and a stream that was cut can take the next request on its way down with it. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);

    private final AuditApi audit;
    private final Path file;

    ExportedFile(AuditApi audit, Path file) {
        this.audit = audit;
        this.file = file;
    }

    /**
     * What arrived.
     *
     * @param failure why it did not go on; null where it came to its end
     */
    private record Received(
            String accessId,
            long bytes,
            Digest sha256,
            @Nullable IOException failure) {}

    /**
     * Takes it.
     *
     * @param of actions or replays
     * @param format ndjson, csv or parquet
     * @return what is there now
     * @throws ByteorException with the service's code where it broke off
     */
    ObjectNode take(String of, String format, Conditions conditions, Duration atMost) throws IOException {
        try (WholeFile whole = new WholeFile(file)) {
            Received received =
                    audit.export(of, format, conditions, atMost, (headers, body) -> receive(headers, body, whole));
            JsonNode access = audit.access(received.accessId(), AFTERWARDS);
            requireWhole(received, access);
            whole.keep();
            ObjectNode exported = JsonForm.mapper()
                    .createObjectNode()
                    .put("file", whole.file().toString())
                    .put("rows", access.path("rows").longValue())
                    .put("bytes", received.bytes())
                    .put("sha256", received.sha256().toString())
                    .put("accessId", received.accessId());
            exported.set("answeredFrom", access.path("answeredFrom"));
            exported.set("masked", access.path("masked"));
            return exported;
        }
    }

    private static Received receive(HttpHeaders headers, InputStream body, WholeFile whole) throws IOException {
        String accessId = headers.firstValue("Byteor-Access")
                .orElseThrow(() -> new IOException("the answer names no access record"));
        IOException failure = null;
        long bytes = 0;
        DigestInputStream digested = new DigestInputStream(body, Digest.newSha256());
        try (OutputStream out = whole.write()) {
            bytes = digested.transferTo(out);
        } catch (IOException e) {
            failure = e;
        }
        return new Received(
                accessId, bytes, Digest.ofRaw(digested.getMessageDigest().digest()), failure);
    }

    private void requireWhole(Received received, JsonNode access) {
        boolean whole = received.failure() == null
                && access.path("outcome").asText().equals("completed")
                && access.path("bytes").longValue() == received.bytes()
                && access.path("sha256").asText().equals(received.sha256().toString());
        if (!whole) {
            throw new ByteorException(
                    code(access.path("code").asText("")),
                    "the export broke off, and there is no file: see access " + received.accessId(),
                    file.toString(),
                    null,
                    received.failure());
        }
    }

    private static ErrorCode code(String written) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(written)) {
                return code;
            }
        }
        return ErrorCode.UNAVAILABLE;
    }
}
