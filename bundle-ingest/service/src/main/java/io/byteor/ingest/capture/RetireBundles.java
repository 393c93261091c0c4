package io.byteor.ingest.capture;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Deletes bundles that have been kept for long enough. The order is what makes it safe: marked as unannounced, then said to be
 * deleted, then its line claimed for the agent that captured it, so that no other ever enters it, then removed. Whatever dies in
 * between leaves a bundle that is announced again, and deleted again. Thread-safe.
 */
public final class RetireBundles {
    private static final String REASON = "retention";

    private final BundleShelf shelf;
    private final Announcer announcer;
    private final BundleTurns turns;
    private final PassedOver passedOver;
    private final InstantSource clock;

    public RetireBundles(
            BundleShelf shelf,
            Announcer announcer,
            CaptureBundles bundles,
            PassedOver passedOver,
            InstantSource clock) {
        this.shelf = shelf;
        this.announcer = announcer;
        this.turns = bundles.turns();
        this.passedOver = passedOver;
        this.clock = clock;
    }

    /**
     * Deletes every bundle that was stored longer ago than this, but for those that have to be passed over.
     *
     * @return how many there were
     * @throws ByteorException UNAVAILABLE at the first whose deletion could not be told now; it is not removed
     */
    public int olderThan(Duration age) throws IOException {
        int deleted = 0;
        for (Digest bundleId : shelf.keptBefore(clock.instant().minus(age))) {
            deleted += retireOrPass(bundleId) ? 1 : 0;
        }
        return deleted;
    }

    private boolean retireOrPass(Digest bundleId) {
        try (BundleTurns.Turn _ = turns.deletion(bundleId)) {
            Optional<BundleShelf.Kept> kept = shelf.find(bundleId);
            if (kept.isPresent()) {
                retire(bundleId, kept.get().bundle());
            }
            return kept.isPresent();
        } catch (IOException | RuntimeException e) {
            PassedOver.unlessUnavailable(e);
            passedOver.bundle(bundleId, e);
            return false;
        }
    }

    private void retire(Digest bundleId, BundleCaptured bundle) throws IOException {
        shelf.markUnannounced(bundleId);
        announcer.announce(deleted(bundle, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        shelf.claimLine(Digest.parse(bundle.getRootBundleId()), bundle.getAgentId(), bundle.getEnvironment());
        shelf.remove(bundleId);
    }

    private static BundleDeleted deleted(BundleCaptured bundle, Instant at) {
        return BundleDeleted.newBuilder()
                .setBundleId(bundle.getBundleId())
                .setRootBundleId(bundle.getRootBundleId())
                .setIncidentId(bundle.getIncidentId())
                .setAgentId(bundle.getAgentId())
                .setEnvironment(bundle.getEnvironment())
                .setReason(REASON)
                .setStoredAt(bundle.getStoredAt())
                .setDeletedAt(at)
                .build();
    }
}
