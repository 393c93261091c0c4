package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;

/** Removes stored bundles. Thread-safe. */
public interface BundleRemoval {
    /**
     * Removes a bundle, whole and at once for everybody who looks for it; then its content, its mark in the
     * {@link AnnouncementLedger}, if it had one, and last that in the {@link RetirementLedger}. The same bundle committed at the same
     * time is either gone or stored anew, with its own mark. Of what is not stored, only marks are left to remove.
     */
    void remove(Digest bundleId) throws IOException;
}
