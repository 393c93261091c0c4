package io.byteor.store.s3;

import java.net.URI;
import java.util.Optional;

/**
 * Where the bucket is.
 *
 * @param endpoint of the server; that of AWS where none is named
 * @param region that requests are signed for
 * @param bucket that is there already
 * @param keys that requests are signed with; else what the SDK finds in environment, profile or machine
 */
public record S3Settings(Optional<URI> endpoint, String region, String bucket, Optional<Keys> keys) {
    /** An access key with its secret, which never shows. */
    public record Keys(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return accessKey;
        }
    }
}
