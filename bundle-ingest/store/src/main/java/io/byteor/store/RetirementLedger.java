package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.List;

/**
 * Remembers which bundles are about to be removed, so that every process that shares the store knows before the first of it is
 * done: such a bundle is not {@link AnnouncementLedger#unannounced unannounced}, and is not committed. {@link BundleRemoval#remove}
 * takes the mark away, last of all. Thread-safe.
 */
public interface RetirementLedger {
    /** Marked bundles, stored still or not, in no order. */
    List<Digest> retiring() throws IOException;

    boolean isRetiring(Digest bundleId) throws IOException;

    /** Marks a bundle; on stable storage when it returns. Marking it again changes nothing. */
    void markRetiring(Digest bundleId) throws IOException;
}
