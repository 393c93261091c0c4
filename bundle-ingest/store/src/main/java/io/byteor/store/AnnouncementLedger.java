package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.List;

/**
 * Remembers which stored bundles still have to be announced. Marked after the announcement, so that a crash in between makes
 * a second announcement, never none. Thread-safe.
 */
public interface AnnouncementLedger {
    /** Stored bundles that are not marked, in no order. */
    List<Digest> unannounced() throws IOException;

    boolean isAnnounced(Digest bundleId) throws IOException;

    /** Marks a stored bundle; marking it again changes nothing. */
    void markAnnounced(Digest bundleId) throws IOException;
}
