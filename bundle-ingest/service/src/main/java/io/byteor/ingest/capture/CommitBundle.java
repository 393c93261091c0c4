package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Takes bundles whose content comes blob by blob. The same manifests are sent until nothing is missing; then the bundle is
 * verified as one that comes in a stream is, kept, announced. Thread-safe.
 */
public final class CommitBundle {
    private final BundleVerifier verifier;
    private final BlobShelf blobs;
    private final BundleShelf shelf;
    private final CaptureBundles bundles;
    private final Provenance provenance;

    public CommitBundle(BundleVerifier verifier, BlobShelf blobs, BundleShelf shelf, CaptureBundles bundles) {
        this.verifier = verifier;
        this.blobs = blobs;
        this.shelf = shelf;
        this.bundles = bundles;
        this.provenance = new Provenance(shelf);
    }

    /** How far a bundle is. */
    public sealed interface Progress {
        /**
         * Content is still to be sent.
         *
         * @param missing each digest once, in the order of the paths
         */
        record Missing(Digest bundleId, List<Digest> missing) implements Progress {
            public Missing {
                missing = List.copyOf(missing);
            }
        }

        /** It is kept and announced. */
        record Committed(BundleShelf.Kept kept) implements Progress {}
    }

    /**
     * Commits a bundle, or says what is missing for that. A bundle that this agent has stored before needs no content.
     *
     * @throws ByteorException why the bundle was refused, and then nothing of it is kept but its blobs; or UNAVAILABLE where it
     *     is kept but could not be announced yet
     */
    public Progress commit(BundleManifests manifests, Caller agent) throws IOException {
        Optional<BundleShelf.Kept> stored = shelf.find(manifests.bundleId())
                .filter(kept -> kept.bundle().getAgentId().equals(agent.subject()));
        if (stored.isPresent()) {
            return new Progress.Committed(bundles.announced(stored.get()));
        }
        List<Digest> missing = missing(manifests, agent.subject());
        return missing.isEmpty()
                ? new Progress.Committed(assemble(manifests, agent))
                : new Progress.Missing(manifests.bundleId(), missing);
    }

    private List<Digest> missing(BundleManifests manifests, String agent) throws IOException {
        var wanted = new LinkedHashSet<>(manifests.files().values());
        wanted.remove(manifests.files().get(BundleLayout.MANIFEST));
        wanted.remove(manifests.bundleId());
        List<Digest> missing = new ArrayList<>();
        for (Digest blob : wanted) {
            if (!blobs.has(agent, blob)) {
                missing.add(blob);
            }
        }
        return missing;
    }

    private BundleShelf.Kept assemble(BundleManifests manifests, Caller agent) throws IOException {
        blobs.put(agent.subject(), manifests.manifest());
        blobs.put(agent.subject(), manifests.tagManifest());
        try (BlobShelf.Assembly assembly = blobs.assemble(agent.subject(), manifests.files())) {
            VerifiedBundle bundle = verifier.examine(assembly).orThrow();
            provenance.require(agent, bundle);
            return bundles.keep(bundle, assembly::keep);
        }
    }
}
