package io.byteor.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.output.JsonForm;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the problem out of an answer that is none of ours, too: a proxy's, or a bare status. */
final class Problems {
    private static final int LONGEST = 200;

    private Problems() {}

    /** The refusal that an answer is. */
    static ApiException refusal(int status, byte[] body, String path, @Nullable Duration retryAfter) {
        JsonNode document = tree(body);
        boolean ours = document.path("code").isTextual();
        Problem problem = ours ? read(status, document) : bare(status, body, path);
        return new ApiException(problem, status, retryAfter, ours);
    }

    private static Problem read(int status, JsonNode document) {
        return new Problem(
                document.path("type").asText("about:blank"),
                document.path("title").asText(""),
                status,
                document.path("code").asText(),
                document.path("detail").asText(document.path("title").asText("")),
                textOrNull(document.path("place")),
                textOrNull(document.path("value")),
                document.path("retryable").asBoolean(false));
    }

    private static Problem bare(int status, byte[] body, String path) {
        // Whoever answers for a server of ours without a problem stands before it and did not reach it.
        ErrorCode code = status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.ofStatus(status);
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return Problem.of(
                        code,
                        code.meaning() + " (HTTP " + status + ")",
                        path,
                        text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST)))
                .withStatus(status);
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode document = JsonForm.mapper().readTree(body);
            return document == null ? JsonForm.mapper().missingNode() : document;
        } catch (IOException e) {
            return JsonForm.mapper().missingNode();
        }
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }
}
