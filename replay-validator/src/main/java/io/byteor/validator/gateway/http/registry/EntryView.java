package io.byteor.validator.gateway.http.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.byteor.validator.registry.RegistryFact;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A registry entry as it stands or stood.
 *
 * @param document in the form in which it can be put again
 */
public record EntryView(
        String kind,
        String key,
        long revision,
        @Schema(implementation = Object.class) @JsonRawValue String document,
        Author changedBy,
        String changedAt) {
    static EntryView of(RegistryFact fact) {
        return new EntryView(
                fact.kind().word(),
                fact.key(),
                fact.revision(),
                fact.document(),
                Author.of(fact.changedBy()),
                fact.changedAt().toString());
    }
}
