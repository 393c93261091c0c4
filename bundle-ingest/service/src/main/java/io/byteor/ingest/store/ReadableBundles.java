package io.byteor.ingest.store;

import io.byteor.ingest.capture.Caller;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.BundleCatalog;
import io.byteor.store.StoredBundle;
import java.io.IOException;

/** Stored bundles, as far as a caller may read them. Thread-safe. */
public final class ReadableBundles {
    private final BundleCatalog store;

    public ReadableBundles(BundleCatalog store) {
        this.store = store;
    }

    /**
     * The bundle of this id.
     *
     * @throws ByteorException REQUEST_INVALID where that is no digest, BUNDLE_NOT_FOUND, or FORBIDDEN
     */
    public StoredBundle require(String bundleId, Caller caller) throws IOException {
        StoredBundle bundle = store.find(Digest.parse(bundleId))
                .orElseThrow(() -> new ByteorException(
                        ErrorCode.BUNDLE_NOT_FOUND, "the id of a stored bundle", "bundleId", bundleId));
        caller.requireReading(bundle.agent(), bundle.environment());
        return bundle;
    }
}
