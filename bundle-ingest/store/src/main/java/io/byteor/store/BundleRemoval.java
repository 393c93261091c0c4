package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;

/** Removes stored bundles. Thread-safe. */
public interface BundleRemoval {
    /**
     * Removes a bundle, whole and at once for everybody who looks for it; then its content, and last its mark in the
     * {@link AnnouncementLedger}, if it had one. The same bundle committed at the same time is either gone or stored anew, with
     * its own mark. Removing what is not stored changes nothing.
     */
    void remove(Digest bundleId) throws IOException;
}
