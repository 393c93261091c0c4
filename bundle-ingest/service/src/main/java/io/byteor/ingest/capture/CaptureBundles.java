package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.DocumentMemory;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Takes bundles in. The order is what makes it safe: verified and let in, then kept, then announced, then marked. Whatever dies in
 * between leaves a bundle that is kept and not marked, and {@link #announceRemaining()} announces it. Thread-safe.
 *
 * <p>Another process may begin to delete a bundle, and say so, after this one has found it and before it announces it. So whoever
 * announces a bundle looks again afterwards, and says that it is deleted where that has begun or it is gone by then; should it have
 * been stored anew meanwhile, it is unannounced again. Whoever stores, or begins to delete, announces it after that change, and
 * whoever announces looks after that: so the last event of a bundle says what became of it.
 */
public final class CaptureBundles {
    private final BundleVerifier verifier;
    private final BundleShelf shelf;
    private final Announcer announcer;
    private final PassedOver passedOver;
    private final InstantSource clock;
    private final Provenance provenance;
    private final BundleTurns turns = new BundleTurns();

    /** What a capture is about to announce itself, so that nobody looking for the unannounced is faster. */
    private final Set<String> capturing = ConcurrentHashMap.newKeySet();

    public CaptureBundles(
            BundleVerifier verifier,
            BundleShelf shelf,
            Announcer announcer,
            PassedOver passedOver,
            InstantSource clock) {
        this.verifier = verifier;
        this.shelf = shelf;
        this.announcer = announcer;
        this.passedOver = passedOver;
        this.clock = clock;
        this.provenance = new Provenance(shelf);
    }

    /**
     * Takes one bundle from a tar stream.
     *
     * @param caller sends it, and must be the agent that captured it
     * @param memory for its documents
     * @throws ByteorException why it was refused, and then nothing of it is kept; UNAVAILABLE where it is kept but could not be
     *     announced yet; or BUNDLE_SETTLED where it was kept before, without a signature of these
     * @throws IOException if the stream ends badly, and then nothing is kept; or the shelf fails
     */
    public BundleShelf.Kept capture(Caller caller, InputStream tar, DocumentMemory memory) throws IOException {
        try (BundleShelf.Deposit deposit = shelf.begin()) {
            VerifiedBundle bundle = verifier.examine(tar, deposit, memory).orThrow();
            provenance.require(caller, bundle);
            return keep(bundle, deposit::keep);
        }
    }

    /**
     * Keeps a bundle and announces it, in one turn.
     *
     * @throws ByteorException SEGMENTS_EXCEEDED where it is too large to be announced, BUNDLE_INCOHERENT where it belongs to a line
     *     that somebody else has, and then it is not kept; UNAVAILABLE where it is kept and could not be announced yet, or is being
     *     deleted; BUNDLE_SETTLED where it is kept without a signature of these
     */
    BundleShelf.Kept keep(VerifiedBundle bundle, Keeping keeping) throws IOException {
        CapturedFact.requireAnnounceable(bundle);
        String bundleId = bundle.bundleId().toString();
        Incident incident = bundle.incident();
        boolean derived = incident.parentBundle() != null;
        if (derived) {
            claimLine(incident, incident.rootOf(bundle.bundleId()));
        }
        try (BundleTurns.Turn _ = turns.capture(bundle.bundleId())) {
            if (!derived) {
                provenance.enterLine(incident, bundle.bundleId());
            }
            capturing.add(bundleId);
            BundleShelf.Kept kept = keeping.keep(bundle);
            if (!settled(kept)) {
                throw beingDeleted(bundleId);
            }
            kept.requireSignatures(digests(bundle));
            return kept;
        } finally {
            capturing.remove(bundleId);
        }
    }

    private void claimLine(Incident incident, Digest root) throws IOException {
        try (BundleTurns.Turn _ = turns.claim(root)) {
            provenance.claimLine(incident, root);
        }
    }

    private static Map<String, Digest> digests(VerifiedBundle bundle) {
        return bundle.files().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> file.getValue().digest()));
    }

    /** How a verified bundle becomes a kept one. */
    @FunctionalInterface
    interface Keeping {
        BundleShelf.Kept keep(VerifiedBundle bundle) throws IOException;
    }

    /**
     * Announces a bundle that is kept, unless it has been announced before.
     *
     * @throws ByteorException UNAVAILABLE where it could not be announced yet, or is being deleted
     */
    BundleShelf.Kept announced(BundleShelf.Kept kept) throws IOException {
        String bundleId = kept.bundle().getBundleId();
        Digest id = Digest.parse(bundleId);
        boolean stays =
                kept.announced() ? shelf.isStaying(id) : announceKept(id).isPresent();
        if (!stays) {
            throw beingDeleted(bundleId);
        }
        return kept;
    }

    private static ByteorException beingDeleted(String bundleId) {
        return new ByteorException(
                ErrorCode.UNAVAILABLE, "the bundle was just being deleted; send it again", "bundleId", bundleId);
    }

    /**
     * Announces every bundle that is kept and was never marked as announced, unless a capture of it is under way, which does so
     * itself. One that can never be announced, or not be read, is passed over.
     *
     * @return how many there were
     * @throws ByteorException UNAVAILABLE at the first that could not be announced now
     */
    public int announceRemaining() throws IOException {
        int announced = 0;
        for (Digest bundleId : shelf.unannounced()) {
            boolean due = !capturing.contains(bundleId.toString());
            announced += due && announceOrPass(bundleId) ? 1 : 0;
        }
        return announced;
    }

    /** Whether the bundle was due and is announced. */
    private boolean announceOrPass(Digest bundleId) {
        try {
            return announceKept(bundleId).filter(kept -> !kept.announced()).isPresent();
        } catch (IOException | RuntimeException e) {
            PassedOver.unlessUnavailable(e);
            passedOver.bundle(bundleId, e);
            return false;
        }
    }

    /** Announces a bundle unless another has just done so; how it stood before that, empty where it does not stay. */
    private Optional<BundleShelf.Kept> announceKept(Digest bundleId) throws IOException {
        try (BundleTurns.Turn _ = turns.capture(bundleId)) {
            Optional<BundleShelf.Kept> kept = shelf.find(bundleId);
            return kept.isPresent() && settled(kept.get()) ? kept : Optional.empty();
        }
    }

    /** Announces a kept bundle unless that has been done or it is being deleted; whether it stays. */
    private boolean settled(BundleShelf.Kept kept) throws IOException {
        Digest bundleId = Digest.parse(kept.bundle().getBundleId());
        boolean stays = kept.fresh() || shelf.isStaying(bundleId);
        return stays && (kept.announced() || announce(bundleId, kept.bundle()));
    }

    /** Announces a bundle and looks again; whether it stays. */
    private boolean announce(Digest bundleId, BundleCaptured bundle) throws IOException {
        announcer.announce(bundle);
        boolean stays = shelf.isStaying(bundleId);
        if (stays) {
            shelf.markAnnounced(bundle);
        } else {
            retract(bundleId, bundle);
        }
        return stays;
    }

    private void retract(Digest bundleId, BundleCaptured bundle) throws IOException {
        announcer.announce(DeletedFact.of(bundle, clock.instant()));
        if (shelf.isStaying(bundleId)) {
            shelf.markUnannounced(bundleId); // whoever stored it anew may have announced it before this
        }
    }

    /** What keeps captures and deletions apart. */
    BundleTurns turns() {
        return turns;
    }
}
