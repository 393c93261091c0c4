package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes bundles in. The order is what makes it safe: verified and let in, then kept, then announced, then marked. Whatever dies in
 * between leaves a bundle that is kept and not marked, and {@link #announceRemaining()} announces it. Thread-safe.
 */
public final class CaptureBundles {
    private final BundleVerifier verifier;
    private final BundleShelf shelf;
    private final Announcer announcer;
    private final Provenance provenance;

    public CaptureBundles(BundleVerifier verifier, BundleShelf shelf, Announcer announcer) {
        this.verifier = verifier;
        this.shelf = shelf;
        this.announcer = announcer;
        this.provenance = new Provenance(shelf);
    }

    /**
     * Takes one bundle from a tar stream.
     *
     * @param caller sends it, and must be the agent that captured it
     * @throws ByteorException why it was refused, and then nothing of it is kept; or UNAVAILABLE where it is kept but could not
     *     be announced yet
     * @throws IOException if the stream ends badly, and then nothing is kept; or the shelf fails
     */
    public BundleShelf.Kept capture(Caller caller, InputStream tar) throws IOException {
        try (BundleShelf.Deposit deposit = shelf.begin()) {
            VerifiedBundle bundle = verifier.examine(tar, deposit).orThrow();
            provenance.require(caller, bundle);
            return announced(deposit.keep(bundle));
        }
    }

    /**
     * Announces a bundle that is kept, unless it has been announced before.
     *
     * @throws ByteorException UNAVAILABLE where it could not be announced yet
     */
    BundleShelf.Kept announced(BundleShelf.Kept kept) throws IOException {
        if (!kept.announced()) {
            announce(kept.bundle());
        }
        return kept;
    }

    /**
     * Announces every bundle that is kept and was never marked as announced. One that can never be announced holds up no other.
     *
     * @return how many there were
     * @throws ByteorException UNAVAILABLE at the first that could not be announced now; after all others, why one never can be
     */
    public int announceRemaining() throws IOException {
        int announced = 0;
        @Nullable ByteorException never = null;
        for (BundleCaptured bundle : shelf.unannounced()) {
            try {
                announce(bundle);
                announced++;
            } catch (ByteorException e) {
                if (e.code() == ErrorCode.UNAVAILABLE) {
                    throw e;
                }
                never = e;
            }
        }
        if (never != null) {
            throw never;
        }
        return announced;
    }

    private void announce(BundleCaptured bundle) throws IOException {
        announcer.announce(bundle);
        shelf.markAnnounced(bundle);
    }
}
