package io.byteor.store.s3;

import io.byteor.schemas.digest.Digest;
import io.byteor.store.AnnouncementLedger;
import io.byteor.store.RetirementLedger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Marks of the bundles that still have to be announced, and of those that are about to be removed.
 *
 * @param artifacts whether there is a bundle
 * @param due marks of the former
 * @param leaving marks of the latter
 */
record S3Ledger(S3Artifacts artifacts, S3Marks due, S3Marks leaving) implements AnnouncementLedger, RetirementLedger {
    S3Ledger(Bucket bucket, S3Artifacts artifacts) {
        this(artifacts, new S3Marks(bucket, "unannounced/"), new S3Marks(bucket, "retiring/"));
    }

    @Override
    public List<Digest> unannounced() throws IOException {
        List<Digest> found = new ArrayList<>();
        Set<Digest> retiring = Set.copyOf(retiring());
        for (Digest bundleId : due.all()) {
            if (!retiring.contains(bundleId) && artifacts.has(bundleId)) {
                found.add(bundleId);
            }
        }
        return found;
    }

    @Override
    public boolean isAnnounced(Digest bundleId) throws IOException {
        return artifacts.has(bundleId) && !due.has(bundleId);
    }

    @Override
    public void markAnnounced(Digest bundleId) throws IOException {
        due.delete(bundleId);
    }

    @Override
    public void markUnannounced(Digest bundleId) throws IOException {
        due.put(bundleId);
    }

    @Override
    public List<Digest> retiring() throws IOException {
        return leaving.all();
    }

    @Override
    public boolean isRetiring(Digest bundleId) throws IOException {
        return leaving.has(bundleId);
    }

    @Override
    public void markRetiring(Digest bundleId) throws IOException {
        leaving.put(bundleId);
    }

    void markRemoved(Digest bundleId) throws IOException {
        leaving.delete(bundleId);
    }

    /** Deletes old marks without a bundle. */
    int discardOrphans(Instant olderThan) throws IOException {
        return discardOrphans(due, olderThan) + discardOrphans(leaving, olderThan);
    }

    private int discardOrphans(S3Marks marks, Instant olderThan) throws IOException {
        int count = 0;
        for (Digest bundleId : marks.olderThan(olderThan)) {
            if (!artifacts.has(bundleId)) {
                marks.delete(bundleId);
                count++;
            }
        }
        return count;
    }
}
