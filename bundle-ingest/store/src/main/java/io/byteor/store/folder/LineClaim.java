package io.byteor.store.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whose a line of bundles is, in the form in which stores keep it: a JSON object of these two.
 *
 * @param agent that captured the line's bundles
 * @param environment that it runs in
 */
public record LineClaim(String agent, String environment) {

    /** Reads a stored one. */
    public static LineClaim parse(byte[] stored) throws IOException {
        JsonNode json = CanonicalJson.mapper().readTree(stored);
        return new LineClaim(
                json.path("agent").asText(), json.path("environment").asText());
    }

    /** Whether the line is theirs or nobody's, where this is what is kept of it. */
    public boolean holds(Optional<LineClaim> kept) {
        return kept.isEmpty() || kept.get().equals(this);
    }

    /** As it is stored. */
    public byte[] encoded() {
        return CanonicalJson.mapper()
                .createObjectNode()
                .put("agent", agent)
                .put("environment", environment)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
