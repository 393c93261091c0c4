package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds stored bundles. Thread-safe. A bundle that is found is whole: all its files are stored and synced. */
public interface BundleCatalog {
    Optional<StoredBundle> find(Digest bundleId) throws IOException;

    /**
     * The id of every stored bundle, in any order, read while the stream is. What is stored or removed meanwhile may be in it or
     * not, and so may what only looks like a bundle; whatever else lies there is not.
     *
     * @return to be closed; reading throws {@link java.io.UncheckedIOException}
     */
    Stream<Digest> list() throws IOException;

    /**
     * Reads the head of a bundle's record; empty where there is no such bundle.
     *
     * @throws IOException also where the record is damaged
     */
    Optional<Listed> head(Digest bundleId) throws IOException;

    /**
     * What can be said of a bundle without reading which files it has.
     *
     * @param bundleId names its content
     * @param agent that captured it
     * @param storedAt when it became visible
     * @param bytes of all its files
     */
    record Listed(Digest bundleId, String agent, Instant storedAt, long bytes) {}
}
