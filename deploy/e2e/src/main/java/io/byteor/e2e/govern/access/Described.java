package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the documents of OpenAPI say of answers, held against those that were given: each status that tells of success stands there
 * by itself, and each header field with its status.
 *
 * @param documents by service
 */
record Described(Map<String, JsonNode> documents) {
    private static final int REFUSED = 400;
    /** Fields of every message, whatever it is about. */
    private static final Set<String> FRAMING = Set.of(
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "transfer-encoding",
            "x-content-type-options",
            "x-sse-content-type");

    /** What of an answer to the operation is not described. */
    Set<String> faults(Row row, Answer answer) {
        JsonNode document = documents.getOrDefault(row.path().split("/", -1)[1], MissingNode.getInstance());
        JsonNode responses = document.path("paths")
                .path(row.path())
                .path(row.method().toLowerCase(Locale.ROOT))
                .path("responses");
        String status = Integer.toString(answer.status());
        if (!responses.has(status) && (answer.status() < REFUSED || !responses.has("default"))) {
            return Set.of("%s answers %s".formatted(row.operation(), status));
        }
        JsonNode response = Shown.resolved(document, responses.path(responses.has(status) ? status : "default"));
        Set<String> fields = new TreeSet<>(answer.headers());
        fields.removeAll(FRAMING);
        response.path("headers").fieldNames().forEachRemaining(name -> fields.remove(name.toLowerCase(Locale.ROOT)));
        return fields.stream()
                .map(field -> "%s answers %s with %s".formatted(row.operation(), status, field))
                .collect(Collectors.toSet());
    }
}
