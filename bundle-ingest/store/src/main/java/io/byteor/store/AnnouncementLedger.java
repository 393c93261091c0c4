package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.util.List;

/**
 * Remembers which stored bundles still have to be announced. A bundle that becomes visible is unannounced; it is marked after
 * the announcement, so that a crash in between makes a second announcement, never none. Thread-safe.
 */
public interface AnnouncementLedger {
    /**
     * Stored bundles that still have to be announced and are not {@link RetirementLedger#retiring about to be removed}, in no order;
     * each is on stable storage.
     */
    List<Digest> unannounced() throws IOException;

    /**
     * Whether the bundle is stored and has been announced. Where it is stored and still has to be, it is on stable storage when
     * this returns, even if it became visible just now: whoever asked may announce it.
     */
    boolean isAnnounced(Digest bundleId) throws IOException;

    /** Marks a stored bundle; marking it again changes nothing. May be forgotten in a loss of power. */
    void markAnnounced(Digest bundleId) throws IOException;

    /** Takes the mark of a stored bundle back, so that it is announced again; on stable storage when it returns. */
    void markUnannounced(Digest bundleId) throws IOException;
}
