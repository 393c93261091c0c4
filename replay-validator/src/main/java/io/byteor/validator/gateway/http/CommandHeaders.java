package io.byteor.validator.gateway.http;

import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The header fields that every command takes. */
public class CommandHeaders {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String PREFER = "Prefer";

    @Parameter(
            description = "1 to 255 characters; the same key with the same intent is the same command",
            schema = @Schema(type = SchemaType.STRING))
    @HeaderParam(IDEMPOTENCY_KEY)
    List<String> idempotencyKey = List.of();

    @Parameter(
            description = "wait=N: how many seconds to wait for the outcome, before 202 is answered (RFC 7240)",
            schema = @Schema(type = SchemaType.STRING))
    @HeaderParam(PREFER)
    List<String> prefer = List.of();

    @Nullable
    String idempotencyKey() {
        return field(idempotencyKey);
    }

    @Nullable
    String prefer() {
        return field(prefer);
    }

    /** A field that came in several lines, as the one that they make together (RFC 9110, 5.3); null where it did not come. */
    public static @Nullable String field(List<String> lines) {
        return lines.isEmpty() ? null : String.join(",", lines);
    }
}
