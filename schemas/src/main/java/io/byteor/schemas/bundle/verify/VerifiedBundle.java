package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.digest.Digest;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bundle that passed.
 *
 * @param bundleId names its content
 * @param incident what it says of itself
 * @param files every file, by path
 */
public record VerifiedBundle(Digest bundleId, Incident incident, Map<String, BundleFile> files) {
    public VerifiedBundle {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Sum of all files' sizes. */
    public long bytes() {
        return files.values().stream().mapToLong(BundleFile::size).sum();
    }
}
