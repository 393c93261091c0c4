package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.DocumentMemory;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes bundles whose content comes blob by blob. The same manifests are sent until nothing is missing; then the bundle is
 * verified as one that comes in a stream is, kept, announced. Thread-safe.
 */
public final class CommitBundle {
    private final BundleVerifier verifier;
    private final BundleLimits limits;
    private final BlobShelf blobs;
    private final BundleShelf shelf;
    private final CaptureBundles bundles;
    private final Provenance provenance;

    public CommitBundle(
            BundleVerifier verifier, BundleLimits limits, BlobShelf blobs, BundleShelf shelf, CaptureBundles bundles) {
        this.verifier = verifier;
        this.limits = limits;
        this.blobs = blobs;
        this.shelf = shelf;
        this.bundles = bundles;
        this.provenance = new Provenance(shelf);
    }

    /** Where bytes are taken from what an agent may send. */
    @FunctionalInterface
    public interface Spending {
        /** Throws whatever refuses the request where there are not so many left. */
        void spend(long bytes);
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
     * @param repeated counts the bytes of files whose content another file of the bundle has too, or a bundle that this agent has
     *     stored before: they were sent once, and are about to be written for each
     * @param memory for its documents
     * @throws ByteorException why the bundle was refused, and then nothing of it is kept but its blobs; UNAVAILABLE where it is
     *     kept but could not be announced yet; FORBIDDEN where the agent's token has no claim to the environment that it was kept for;
     *     or BUNDLE_SETTLED where it was kept before, without a signature of these
     */
    public Progress commit(BundleManifests manifests, Caller agent, Spending repeated, DocumentMemory memory)
            throws IOException {
        Optional<BundleShelf.Kept> stored = shelf.find(manifests.bundleId())
                .filter(kept -> kept.bundle().getAgentId().equals(agent.subject()));
        if (stored.isPresent()) {
            agent.requireEnvironment(stored.get().bundle().getEnvironment());
            BundleShelf.Kept kept = bundles.announced(stored.get());
            kept.requireSignatures(manifests.files());
            return new Progress.Committed(kept);
        }
        Map<Digest, BlobShelf.Shelved> shelved = new HashMap<>();
        List<Digest> missing = missing(manifests, agent.subject(), shelved);
        if (!missing.isEmpty()) {
            return new Progress.Missing(manifests.bundleId(), missing);
        }
        long twice = requireRoom(manifests, shelved);
        if (twice > 0) {
            repeated.spend(twice);
        }
        return new Progress.Committed(assemble(manifests, agent, memory));
    }

    /** @param shelved takes what is not missing */
    private List<Digest> missing(BundleManifests manifests, String agent, Map<Digest, BlobShelf.Shelved> shelved)
            throws IOException {
        shelved.put(Digest.of(manifests.manifest()), new BlobShelf.Shelved(manifests.manifest().length, false));
        shelved.put(manifests.bundleId(), new BlobShelf.Shelved(manifests.tagManifest().length, false));
        List<Digest> missing = new ArrayList<>();
        for (Digest blob : new LinkedHashSet<>(manifests.files().values())) {
            if (!shelved.containsKey(blob)) {
                blobs.find(agent, blob).ifPresentOrElse(there -> shelved.put(blob, there), () -> missing.add(blob));
            }
        }
        return missing;
    }

    /**
     * Counts the whole bundle against its limit before a byte of it is written.
     *
     * @return bytes of all files but the first of each content that no kept bundle has
     */
    private long requireRoom(BundleManifests manifests, Map<Digest, BlobShelf.Shelved> shelved) {
        long bytes = 0;
        for (Map.Entry<String, Digest> file : manifests.files().entrySet()) {
            bytes += Objects.requireNonNull(shelved.get(file.getValue())).bytes();
            if (bytes > limits.bytes()) {
                throw new ByteorException(
                        ErrorCode.BUNDLE_TOO_LARGE,
                        "a bundle has at most " + limits.bytes() + " bytes",
                        file.getKey(),
                        bytes);
            }
        }
        return bytes
                - shelved.values().stream()
                        .filter(there -> !there.used())
                        .mapToLong(BlobShelf.Shelved::bytes)
                        .sum();
    }

    private BundleShelf.Kept assemble(BundleManifests manifests, Caller agent, DocumentMemory memory)
            throws IOException {
        blobs.put(agent.subject(), manifests.manifest());
        blobs.put(agent.subject(), manifests.tagManifest());
        try (BlobShelf.Assembly assembly = blobs.assemble(agent.subject(), manifests.files())) {
            VerifiedBundle bundle =
                    verifier.examine(assembly, FileSink.NOWHERE, memory).orThrow();
            provenance.require(agent, bundle);
            return bundles.keep(bundle, assembly::keep);
        }
    }
}
