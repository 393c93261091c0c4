package io.byteor.store;

import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle as it is stored.
 *
 * @param bundleId names its content
 * @param directory the store's own address of it, a URI
 * @param agent that captured it
 * @param environment that the agent runs in
 * @param incidentId names the incident at its source
 * @param storedAt when it became visible
 * @param files every file by its path in the bundle
 */
public record StoredBundle(
        Digest bundleId,
        String directory,
        String agent,
        String environment,
        String incidentId,
        Instant storedAt,
        SortedMap<String, BundleFile> files) {
    public StoredBundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Sum of all files' sizes. */
    public long bytes() {
        return files.values().stream().mapToLong(BundleFile::size).sum();
    }
}
