package io.byteor.runner.config;

import io.byteor.store.location.StoreKind;
import io.byteor.store.location.StoreLocation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where bundles are kept. */
@ConfigMapping(prefix = "byteor.store")
public interface StoreConfig {
    /** What keeps them: filesystem, or s3. Ingest and runners are set alike. */
    @WithDefault("filesystem")
    StoreKind kind();

    /** Folder of the file system's store, which any number of runners read; not needed for a bucket. */
    Optional<Path> directory();

    /** The bucket, where the kind is s3. */
    S3 s3();

    /** The bucket, where the kind is s3. */
    interface S3 {
        /** Address of the server; that of AWS in the region where none is set. Nothing else is ever called. */
        Optional<URI> endpoint();

        /** Region that requests are signed for. */
        @WithDefault("us-east-1")
        String region();

        /** Name of the bucket, which must exist. */
        Optional<String> bucket();

        /** Access key; without it, credentials come from environment, profile or machine as the AWS SDK finds them. */
        Optional<String> accessKey();

        /** Secret of the access key. */
        Optional<String> secretKey();
    }

    /** All of that in one. */
    default StoreLocation location() {
        return new StoreLocation(
                kind(),
                directory(),
                StoreLocation.bucket(
                        s3().endpoint(), s3().region(), s3().bucket(), s3().accessKey(), s3().secretKey()));
    }
}
