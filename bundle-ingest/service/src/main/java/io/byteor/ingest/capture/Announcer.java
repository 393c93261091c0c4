package io.byteor.ingest.capture;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;

/** Tells everybody of a bundle that is stored, or no longer is. Thread-safe. */
public interface Announcer {
    /**
     * Announces, and returns when the announcement is as durable as it can be. Announcing again does no harm: consumers take
     * equal bundle ids as one.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE where it is not known to have been taken
     */
    void announce(BundleCaptured bundle);

    /**
     * Announces that a bundle is no longer stored; as {@link #announce(BundleCaptured)} otherwise.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE where it is not known to have been taken
     */
    void announce(BundleDeleted bundle);
}
