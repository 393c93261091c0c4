package io.byteor.store.s3;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes what commits that died have left in a bucket to which other processes commit meanwhile. Both sides first say what they are
 * about and then look for the other: a commit puts the bundle's mark in {@code unannounced/} and looks for a claim; this claims the
 * bundle in {@code collecting/} and looks for a mark, or for content, that is not old. What a bucket was told is seen by whoever asks
 * it next, so one of the two sees the other at the least, and gives way. Thread-safe.
 *
 * @param bucket holds them
 * @param artifacts whether there is a bundle
 * @param ledger of the bundles' marks
 * @param clock of this process
 */
record S3Collection(Bucket bucket, S3Artifacts artifacts, S3Ledger ledger, InstantSource clock) {
    /**
     * Longer than a commit puts one object, and than clocks of processes and bucket differ. Whatever was put since may belong to a
     * commit that goes on, in whichever process.
     */
    private static final Duration LONGEST_STEP = Duration.ofDays(1);

    /**
     * Deletes transfers, content and marks of bundles that have no record, where all of a bundle is old.
     *
     * @param olderThan what is newer than this is not old; nor is what is newer than a day
     * @return how many
     */
    int collect(Instant olderThan) throws IOException {
        Instant latest = clock.instant().minus(LONGEST_STEP);
        Instant old = olderThan.isBefore(latest) ? olderThan : latest;
        int count = bucket.abortTransfers(S3Artifacts.BUNDLES, old);
        for (Digest bundleId : candidates(old)) {
            count += collect(bundleId, old) ? 1 : 0;
        }
        return count + ledger.releaseDeadClaims(latest); // last, so that nobody of this round takes one over
    }

    private Set<Digest> candidates(Instant old) throws IOException {
        Set<Digest> candidates = Bucket.call(
                S3Artifacts.BUNDLES, () -> new TreeSet<>(artifacts.list().toList()));
        candidates.addAll(ledger.markedBefore(old));
        return candidates;
    }

    private boolean collect(Digest bundleId, Instant old) throws IOException {
        if (artifacts.has(bundleId) || remains(bundleId, old).isEmpty() || !ledger.claimCollecting(bundleId)) {
            return false;
        }
        try {
            Optional<List<Bucket.Listing>> remains = remains(bundleId, old);
            if (remains.isPresent()) {
                for (Bucket.Listing object : remains.get()) {
                    bucket.delete(object.key());
                }
                ledger.markAnnounced(bundleId);
            }
            return remains.isPresent();
        } finally {
            release(bundleId);
        }
    }

    /** Also where an interrupt has ended the last request and would end this one: a claim that stays keeps the bundle out for a day. */
    private void release(Digest bundleId) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            ledger.releaseCollecting(bundleId);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What there is of a bundle that nobody commits or removes; empty where somebody does, or has. */
    private Optional<List<Bucket.Listing>> remains(Digest bundleId, Instant old) throws IOException {
        List<Bucket.Listing> content = artifacts.content(bundleId);
        String record = S3Artifacts.record(bundleId);
        boolean dead = content.stream()
                        .allMatch(object ->
                                object.changed().isBefore(old) && !object.key().equals(record))
                && ledger.isUnmarkedSince(bundleId, old)
                && !ledger.isRetiring(bundleId)
                && !artifacts.has(bundleId); // last: a commit that ended meanwhile took its mark away after it put this
        return dead ? Optional.of(content) : Optional.empty();
    }
}
