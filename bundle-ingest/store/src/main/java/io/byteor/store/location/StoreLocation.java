package io.byteor.store.location;

import io.byteor.store.ArtifactReader;
import io.byteor.store.BundleStore;
import io.byteor.store.file.FilesystemArtifacts;
import io.byteor.store.file.FilesystemStore;
import io.byteor.store.s3.S3Artifacts;
import io.byteor.store.s3.S3Settings;
import io.byteor.store.s3.S3Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the bundles are kept.
 *
 * @param kind which store it is
 * @param directory of the file system's store, or of the spool of one in a bucket; a reader of a bucket needs none
 * @param bucket of the store in a bucket
 */
public record StoreLocation(StoreKind kind, Optional<Path> directory, Optional<S3Settings> bucket) {

    /** The bucket of these settings; none where no bucket is named. Keys come in pairs, or from where the SDK finds them. */
    public static Optional<S3Settings> bucket(
            Optional<URI> endpoint,
            String region,
            Optional<String> bucket,
            Optional<String> accessKey,
            Optional<String> secretKey) {
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException(
                    "byteor.store.s3.access-key and secret-key are set together, or neither is");
        }
        Optional<S3Settings.Keys> keys = accessKey.map(key -> new S3Settings.Keys(key, secretKey.orElseThrow()));
        return bucket.map(name -> new S3Settings(endpoint, region, name, keys));
    }

    /**
     * Opens the store for writing; closed by the caller.
     *
     * @param stagedBytes most that all agents have sent ahead of their bundles at the same time
     * @throws IOException if another process writes to the directory, or it cannot be made
     */
    public BundleStore open(long stagedBytes) throws IOException {
        return switch (kind) {
            case FILESYSTEM -> new FilesystemStore(required(directory, "directory"), stagedBytes);
            case S3 -> new S3Store(required(bucket, "s3.bucket"), required(directory, "directory"), stagedBytes);
        };
    }

    /** Reads the store. */
    public ArtifactReader reader() {
        return switch (kind) {
            case FILESYSTEM -> new FilesystemArtifacts(required(directory, "directory"));
            case S3 -> new S3Artifacts(required(bucket, "s3.bucket"));
        };
    }

    private <T> T required(Optional<T> setting, String key) {
        return setting.orElseThrow(
                () -> new IllegalArgumentException("byteor.store." + key + " is set for a store of kind " + kind));
    }
}
