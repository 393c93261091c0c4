package io.byteor.validator.gateway.http.registry;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.validator.gateway.http.CommandHeaders;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What an entry must be for another to take its place. */
public class ExpectedRevision {
    private static final Pattern REVISION = Pattern.compile("\"?(\\d{1,18})\"?");

    @Parameter(
            description = "The one revision that is replaced, as its ETag gave it",
            schema = @Schema(type = SchemaType.STRING))
    @HeaderParam(HttpHeaders.IF_MATCH)
    List<String> match = List.of();

    @Parameter(description = "*: only where there is no such entry", schema = @Schema(type = SchemaType.STRING))
    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    List<String> noneMatch = List.of();

    /**
     * Its number; 0 where there must be no entry, null where any may be replaced.
     *
     * @throws ByteorException REQUEST_INVALID where no one revision is named
     */
    @Nullable
    Long number() {
        String asked = CommandHeaders.field(match);
        if (asked == null) {
            return "*".equals(CommandHeaders.field(noneMatch)) ? 0L : null;
        }
        Matcher revision = REVISION.matcher(asked.strip());
        if (!revision.matches()) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "one revision, as an ETag gave it", HttpHeaders.IF_MATCH, asked);
        }
        return Long.valueOf(revision.group(1));
    }
}
