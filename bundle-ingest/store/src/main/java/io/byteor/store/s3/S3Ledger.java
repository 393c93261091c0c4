package io.byteor.store.s3;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.AnnouncementLedger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty object for each bundle that still has to be announced.
 *
 * @param bucket holds them
 * @param artifacts whether there is a bundle
 */
record S3Ledger(Bucket bucket, S3Artifacts artifacts) implements AnnouncementLedger {
    private static final String MARKS = "unannounced/";

    @Override
    public List<Digest> unannounced() throws IOException {
        List<Digest> found = new ArrayList<>();
        for (Bucket.Listing mark : marks()) {
            if (artifacts.has(digest(mark))) {
                found.add(digest(mark));
            }
        }
        return found;
    }

    @Override
    public boolean isAnnounced(Digest bundleId) throws IOException {
        return artifacts.has(bundleId) && !bucket.has(mark(bundleId));
    }

    @Override
    public void markAnnounced(Digest bundleId) throws IOException {
        bucket.delete(mark(bundleId));
    }

    @Override
    public void markUnannounced(Digest bundleId) throws IOException {
        bucket.put(mark(bundleId), new byte[0]);
    }

    /** Deletes old marks without a bundle. */
    int discardOrphans(Instant olderThan) throws IOException {
        int count = 0;
        for (Bucket.Listing mark : marks()) {
            if (mark.changed().isBefore(olderThan) && !artifacts.has(digest(mark))) {
                bucket.delete(mark.key());
                count++;
            }
        }
        return count;
    }

    private List<Bucket.Listing> marks() throws IOException {
        return Bucket.call(
                MARKS,
                () -> bucket.list(MARKS).filter(mark -> Digest.isHex(hex(mark))).toList());
    }

    private static String hex(Bucket.Listing mark) {
        return mark.key().substring(MARKS.length());
    }

    private static String mark(Digest bundleId) {
        return MARKS + bundleId.hex();
    }

    private static Digest digest(Bucket.Listing mark) {
        return Digest.ofHex(hex(mark));
    }
}
