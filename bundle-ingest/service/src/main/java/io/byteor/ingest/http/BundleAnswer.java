package io.byteor.ingest.http;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.store.StoredBundle;

/**
 * What an upload is answered with.
 *
 * @param bundleId names the bundle's content
 * @param directory the store's own address of it
 * @param incidentId from its incident.json
 * @param files how many it has
 * @param bytes of all of them
 */
public record BundleAnswer(String bundleId, String directory, String incidentId, long files, long bytes) {

    static BundleAnswer of(BundleCaptured bundle) {
        return new BundleAnswer(
                bundle.getBundleId(),
                bundle.getDirectory(),
                bundle.getIncidentId(),
                bundle.getFiles(),
                bundle.getBytes());
    }

    public static BundleAnswer of(StoredBundle bundle, String incidentId) {
        return new BundleAnswer(
                bundle.bundleId().toString(),
                bundle.directory(),
                incidentId,
                bundle.files().size(),
                bundle.bytes());
    }
}
