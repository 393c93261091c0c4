package io.byteor.validator.gateway.http.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.validator.gateway.registry.RegistryLibrary;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What makes one revision of another.
 *
 * @param from 0 for nothing
 * @param patch JSON Patch (RFC 6902)
 */
public record DifferenceView(
        String kind,
        String key,
        long from,
        long to,

        @Schema(implementation = Object[].class) JsonNode patch) {
    static DifferenceView of(RegistryLibrary.Difference difference) {
        return new DifferenceView(
                difference.kind().word(),
                difference.key(),
                difference.from(),
                difference.to(),
                CanonicalJson.parse(difference.patch().getBytes(StandardCharsets.UTF_8), "patch"));
    }
}
