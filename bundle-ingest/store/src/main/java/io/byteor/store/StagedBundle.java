package io.byteor.store;

import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import java.io.IOException;
import java.time.Instant;

/** A bundle put together from staged blobs: to be judged, then committed. Not thread-safe. */
public interface StagedBundle extends BundleSource, AutoCloseable {
    /** Makes the bundle visible, just as {@link Upload#commit} does. */
    Upload.Commit commit(VerifiedBundle bundle, Instant storedAt) throws IOException;

    /** Removes whatever was not committed; what is staged stays. */
    @Override
    void close() throws IOException;
}
