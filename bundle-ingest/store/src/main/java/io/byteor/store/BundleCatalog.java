package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.Optional;

/** Finds stored bundles. Thread-safe. A bundle that is found is whole: all its files are stored and synced. */
public interface BundleCatalog {
    Optional<StoredBundle> find(Digest bundleId) throws IOException;
}
