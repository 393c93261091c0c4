package io.byteor.validator.gateway;

import io.byteor.validator.registry.RegistryKind;
import java.util.Optional;

/** Reads registry entries as they stand here and now. */
@FunctionalInterface
public interface RegistryReader {
    Optional<RegistryEntry> find(RegistryKind kind, String key);
}
