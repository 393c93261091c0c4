package io.byteor.ingest.http;

import io.byteor.schemas.digest.Digest;
import java.util.List;

/**
 * What manifests are answered with while content is missing.
 *
 * @param bundleId names the bundle that it will be
 * @param missing digests of what is still to be sent
 */
public record MissingBlobs(String bundleId, List<String> missing) {
    static MissingBlobs of(Digest bundleId, List<Digest> missing) {
        return new MissingBlobs(
                bundleId.toString(), missing.stream().map(Digest::toString).toList());
    }
}
