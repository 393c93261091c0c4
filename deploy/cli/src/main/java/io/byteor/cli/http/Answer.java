package io.byteor.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * A success.
 *
 * @param body JSON; a missing node where the answer has none
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

    /** The revision in the ETag. */
    public Optional<String> revision() {
        return headers.firstValue("ETag").map(tag -> tag.replace("\"", ""));
    }
}
