package io.byteor.validator.gateway.http.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.byteor.schemas.event.Person;
import io.byteor.validator.gateway.RegistryEntry;

/**
 * A registry entry as it stands.
 *
 * @param document in the form in which it can be put again
 */
public record EntryView(
        String kind,
        String key,
        long revision,
        @JsonRawValue String document,
        Author changedBy,
        String changedAt) {
    /** Who changed it. */
    public record Author(String issuer, String subject) {}

    static EntryView of(RegistryEntry entry) {
        Person by = entry.changedBy();
        return new EntryView(
                entry.kind().word(),
                entry.key(),
                entry.revision(),
                entry.document(),
                new Author(by.getIssuer(), by.getSubject()),
                entry.changedAt().toString());
    }
}
