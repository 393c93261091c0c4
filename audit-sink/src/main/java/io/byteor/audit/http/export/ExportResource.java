package io.byteor.audit.http.export;

import io.byteor.audit.export.Export;
import io.byteor.audit.export.ExportQuery;
import io.byteor.audit.export.Exports;
import io.byteor.audit.export.Format;
import io.byteor.audit.export.Subject;
import io.byteor.audit.http.Answers;
import io.byteor.audit.http.Claim;
import io.byteor.audit.http.Readers;
import io.byteor.audit.http.WhoMay;
import io.byteor.audit.http.parameter.ActionParameters;
import io.byteor.audit.http.parameter.Checked;
import io.byteor.audit.http.parameter.ReplayParameters;
import io.byteor.audit.http.parameter.TimeParameters;
import io.byteor.audit.query.Wanted;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rows of many replays, as a file. */
@Path("/audit/v1/export")
@RolesAllowed({Readers.ANALYST, Readers.ADMIN})
@Tag(name = "export")
@APIResponse(responseCode = "default", ref = Answers.PROBLEM)
@APIResponse(responseCode = "401", ref = Answers.PROBLEM)
@APIResponse(responseCode = "403", ref = Answers.PROBLEM)
public class ExportResource {
    /** The access record, which tells in the end whether all of it went out. */
    public static final String ACCESS = "Byteor-Access";
    /** As of what the store answered, as JSON. */
    static final String ANSWERED_FROM = "Byteor-Answered-From";

    private final Exports exports;
    private final OpenExports open;
    private final Claim claim;

    ExportResource(Exports exports, OpenExports open, Claim claim) {
        this.exports = exports;
        this.open = open;
        this.claim = claim;
    }

    @GET
    @Produces({"application/x-ndjson", "text/csv", "application/vnd.apache.parquet"})
    @Operation(
            summary = "Actions or replays within the token's environments, all of one snapshot",
            description =
                    "Narrowed as the lists of them are. NDJSON and CSV are streamed, Parquet is made first. An answer that"
                            + " breaks off, as one does that takes longer than an export may, is not whole; whether it is says the record that Byteor-Access names, with rows, bytes and"
                            + " digest.")
    @Extension(name = WhoMay.ENVIRONMENT, value = WhoMay.FILTERED)
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            headers = {
                @Header(
                        name = ACCESS,
                        description = "Id of the access record, which tells in the end whether all of it went out",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = ANSWERED_FROM,
                        description = "As of what the store answered, as JSON",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = HttpHeaders.CONTENT_DISPOSITION,
                        description = "A name for the file",
                        schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(
            @Parameter(description = "actions or replays") @QueryParam("of") @DefaultValue("actions") String of,
            @Parameter(description = "ndjson, csv or parquet") @QueryParam("format") @DefaultValue("ndjson")
                    String format,
            @BeanParam ReplayParameters replays,
            @BeanParam ActionParameters actions,
            @Parameter(description = ActionParameters.ORIGIN) @QueryParam("origin") @Nullable String origin,
            @BeanParam TimeParameters during,
            @Context UriInfo asked,
            @Context HttpServerRequest request)
            throws IOException {
        Subject subject = Checked.word(Subject.values(), "of", of);
        Wanted.Actions wanted = switch (subject) {
            case ACTIONS -> actions.wanted(replays, origin, during.window());
            case REPLAYS -> actions.wantedReplays(replays, origin, during.window());
        };
        ExportQuery query =
                new ExportQuery(subject, Checked.word(Format.values(), "format", format), wanted, asked(asked));
        Export export = open.hold(exports.open(query, claim.reader(), claim.reach(), claim.mask()), request);
        StreamingOutput rows = export::writeTo;
        Response.ResponseBuilder answer = Response.ok(rows)
                .type(query.format().mediaType())
                .header(ACCESS, export.accessId())
                .header(ANSWERED_FROM, export.answeredFrom())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\""
                                .formatted(query.of().text(), query.format().text()))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (export.length() != null) {
            answer.header(HttpHeaders.CONTENT_LENGTH, export.length());
        }
        return answer.build();
    }

    /** As {@link io.byteor.audit.http.parameter.KnownParameters} lets through: each once. */
    private static Map<String, String> asked(UriInfo request) {
        return request.getQueryParameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue().getFirst()));
    }
}
