package io.byteor.store.s3;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.AnnouncementLedger;
import io.byteor.store.RetirementLedger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Marks of the bundles that still have to be announced, of those that are about to be removed, and of those of which somebody deletes
 * what a dead commit left.
 *
 * @param artifacts whether there is a bundle
 * @param due marks of the first
 * @param leaving marks of the second
 * @param collecting marks of the third
 */
record S3Ledger(S3Artifacts artifacts, S3Marks due, S3Marks leaving, S3Marks collecting)
        implements AnnouncementLedger, RetirementLedger {
    S3Ledger(Bucket bucket, S3Artifacts artifacts) {
        this(
                artifacts,
                new S3Marks(bucket, "unannounced/"),
                new S3Marks(bucket, "retiring/"),
                new S3Marks(bucket, "collecting/"));
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

    /** Bundles whose mark, if they are still to be announced, is older; stored or not. */
    List<Digest> markedBefore(Instant time) throws IOException {
        return due.olderThan(time);
    }

    boolean isUnmarkedSince(Digest bundleId, Instant time) throws IOException {
        return due.isAbsentSince(bundleId, time);
    }

    /**
     * Makes sure that nobody deletes what a commit is about to put. Whoever commits has put the bundle's mark before.
     *
     * @throws ByteorException UNAVAILABLE while somebody does, or looks whether to
     */
    void requireNotCollected(Digest bundleId) throws IOException {
        if (collecting.has(bundleId)) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE,
                    "what an upload of the bundle left that died is just being deleted; send it again",
                    "bundleId",
                    bundleId);
        }
    }

    /** Says that what is left of a bundle is being deleted, unless somebody has said so; whether nobody had. */
    boolean claimCollecting(Digest bundleId) throws IOException {
        return collecting.putNew(bundleId);
    }

    void releaseCollecting(Digest bundleId) throws IOException {
        collecting.delete(bundleId);
    }

    /** Takes back what processes have claimed that died before they released it; how many claims. */
    int releaseDeadClaims(Instant olderThan) throws IOException {
        List<Digest> dead = collecting.olderThan(olderThan);
        for (Digest bundleId : dead) {
            releaseCollecting(bundleId);
        }
        return dead.size();
    }
}
