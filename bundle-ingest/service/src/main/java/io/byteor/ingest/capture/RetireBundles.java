package io.byteor.ingest.capture;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.BundleCaptured;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes bundles that have been kept for long enough. The order is what makes it safe: marked as being deleted, so that no process
 * takes or announces it any more, and as unannounced; then said to be deleted, then its line claimed for the agent that captured it,
 * so that no other ever enters it, then removed, the mark of the deletion last. Whatever dies in between leaves that mark, and whoever
 * retires next deletes the bundle anew; where the mark is taken away instead, the bundle stays and is announced again. One process
 * of those that share a store retires. Thread-safe.
 */
public final class RetireBundles {
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
     * Ends every deletion that was begun, and deletes every bundle that was stored longer ago than this, but for those that have to be
     * passed over, or are being captured just now: it is their turn when this is called again.
     *
     * @return how many there were
     * @throws ByteorException UNAVAILABLE at the first whose deletion could not be told now; it is not removed
     */
    public int olderThan(Duration age) throws IOException {
        int deleted = 0;
        Set<Digest> begun = Set.copyOf(shelf.retiring());
        Set<Digest> all = new LinkedHashSet<>(begun);
        all.addAll(shelf.keptBefore(clock.instant().minus(age)));
        for (Digest bundleId : all) {
            deleted += retireOrPass(bundleId, begun.contains(bundleId)) ? 1 : 0;
        }
        return deleted;
    }

    private boolean retireOrPass(Digest bundleId, boolean begun) {
        Optional<BundleTurns.Turn> turn = turns.deletion(bundleId);
        return turn.isPresent() && retireOrPass(bundleId, begun, turn.get());
    }

    private boolean retireOrPass(Digest bundleId, boolean begun, BundleTurns.Turn turn) {
        try (turn) {
            Optional<BundleShelf.Kept> kept = shelf.find(bundleId);
            if (kept.isPresent()) {
                retire(bundleId, kept.get().bundle());
            } else if (begun) {
                shelf.remove(bundleId); // its deletion has been told, and died before the mark went
            }
            return kept.isPresent();
        } catch (IOException | RuntimeException e) {
            PassedOver.unlessUnavailable(e);
            passedOver.bundle(bundleId, e);
            return false;
        }
    }

    private void retire(Digest bundleId, BundleCaptured bundle) throws IOException {
        shelf.markRetiring(bundleId);
        shelf.markUnannounced(bundleId);
        announcer.announce(DeletedFact.of(bundle, clock.instant()));
        shelf.claimLine(Digest.parse(bundle.getRootBundleId()), bundle.getAgentId(), bundle.getEnvironment());
        shelf.remove(bundleId);
    }
}
