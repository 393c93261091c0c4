package io.byteor.validator.gateway;

import io.byteor.schemas.event.Person;
import io.byteor.validator.registry.RegistryKind;
import java.time.Instant;

/**
 * A registry entry as it stands.
 *
 * @param document RFC 8785 JSON, in the form in which it can be put again
 */
public record RegistryEntry(
        RegistryKind kind, String key, long revision, String document, Person changedBy, Instant changedAt) {}
