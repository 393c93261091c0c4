package io.byteor.store.s3;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * An empty object for each bundle that something is to be remembered of.
 *
 * @param bucket holds them
 * @param prefix of their keys
 */
record S3Marks(Bucket bucket, String prefix) {
    List<Digest> all() throws IOException {
        return olderThan(Instant.MAX);
    }

    List<Digest> olderThan(Instant time) throws IOException {
        return Bucket.call(
                prefix,
                () -> bucket.list(prefix)
                        .filter(mark -> mark.changed().isBefore(time))
                        .map(mark -> mark.key().substring(prefix.length()))
                        .filter(Digest::isHex)
                        .map(Digest::ofHex)
                        .toList());
    }

    boolean has(Digest bundleId) throws IOException {
        return bucket.has(key(bundleId));
    }

    /** Whether there is none that was put at this time or later. */
    boolean isAbsentSince(Digest bundleId, Instant time) throws IOException {
        String key = key(bundleId);
        return Bucket.call(
                key,
                () -> bucket.list(key)
                        .filter(mark -> mark.key().equals(key))
                        .allMatch(mark -> mark.changed().isBefore(time)));
    }

    /** Puts one where none is; whether none was. */
    boolean putNew(Digest bundleId) throws IOException {
        return bucket.putNew(key(bundleId), new byte[0]);
    }

    void put(Digest bundleId) throws IOException {
        bucket.put(key(bundleId), new byte[0]);
    }

    void delete(Digest bundleId) throws IOException {
        bucket.delete(key(bundleId));
    }

    private String key(Digest bundleId) {
        return prefix + bundleId.hex();
    }
}
