package io.byteor.validator.gateway.registry;

import io.byteor.validator.gateway.Page;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads registry entries as they stand here and now, and as they stood. */
public interface RegistryReader {
    Optional<RegistryFact> find(RegistryKind kind, String key);

    /** A revision that is still kept. */
    Optional<RegistryFact> find(HistoryKey revision);

    /**
     * Entries by their keys, ascending.
     *
     * @param after the last key that is known; null to begin
     * @param reading what is wanted of an entry; empty to leave it out
     */
    <T> Page<T> list(RegistryKind kind, @Nullable String after, int limit, Function<RegistryFact, Optional<T>> reading);

    /** The revisions of an entry before that one, the latest first. */
    <T> Page<T> history(HistoryKey before, int limit, Function<RegistryFact, Optional<T>> reading);
}
