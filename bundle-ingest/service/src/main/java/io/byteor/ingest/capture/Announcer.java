package io.byteor.ingest.capture;

import io.byteor.schemas.event.BundleCaptured;

/** Tells everybody of a stored bundle. Thread-safe. */
@FunctionalInterface
public interface Announcer {
    /**
     * Announces, and returns when the announcement is as durable as it can be. Announcing again does no harm: consumers take
     * equal bundle ids as one.
     *
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE where it is not known to have been taken
     */
    void announce(BundleCaptured bundle);
}
