package io.byteor.ingest.capture;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.BundleCaptured;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where bundles are kept. Thread-safe; a deposit belongs to one thread. */
public interface BundleShelf {
    /** Begins to keep a bundle that is still arriving. */
    Deposit begin() throws IOException;

    /** What a kept bundle says of itself; empty where none with this id is kept. */
    Optional<Incident> incident(Digest bundleId) throws IOException;

    /**
     * A bundle that is kept, which is then not a fresh one. Where it is not marked as announced it is durable when this returns,
     * even if it is being kept just now.
     */
    Optional<Kept> find(Digest bundleId) throws IOException;

    /** Ids of bundles that were kept before this time; one of which that cannot be said is passed over. */
    List<Digest> keptBefore(Instant time) throws IOException;

    /**
     * Says to every process that a bundle is being deleted: it is kept by none, nor announced, until it has been removed. Durable when
     * this returns.
     */
    void markRetiring(Digest bundleId) throws IOException;

    /** Ids of bundles whose deletion has begun and not ended, kept still or not. */
    List<Digest> retiring() throws IOException;

    /**
     * Whether a bundle is kept and its deletion has not begun. Looks for the deletion first, so that it misses none that began before
     * this was called.
     */
    boolean isStaying(Digest bundleId) throws IOException;

    /** Removes a bundle, whole and at once; or what is left of its deletion. */
    void remove(Digest bundleId) throws IOException;

    /** Ids of bundles that are kept, not marked as announced, and not being deleted. */
    List<Digest> unannounced() throws IOException;

    void markAnnounced(BundleCaptured bundle) throws IOException;

    /** Takes back that a bundle was announced; durable when this returns. */
    void markUnannounced(Digest bundleId) throws IOException;

    /**
     * Claims the line of a root bundle for an agent in an environment, for good, unless it is somebody's; durable when this returns.
     *
     * @return whether the line is theirs
     */
    boolean claimLine(Digest root, String agent, String environment) throws IOException;

    /**
     * Whether a line is theirs, or nobody has claimed it, and stays so until its root, which is about to be kept, is. Nobody in this
     * process claims it meanwhile, which the caller sees to; others that share what bundles are kept in, this sees to.
     */
    boolean enterLine(Digest root, String agent, String environment) throws IOException;

    /** A bundle on its way in; nothing of it remains when it is closed without having been kept. */
    interface Deposit extends FileSink, AutoCloseable {
        /**
         * Keeps the bundle: durable and whole when this returns.
         *
         * @throws ByteorException UNAVAILABLE while it is being deleted
         */
        Kept keep(VerifiedBundle bundle) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * What became of a deposit.
     *
     * @param bundle the facts of the bundle as it is kept
     * @param signatures that it is kept with, by path: its id says nothing of them
     * @param fresh false where it was there before
     * @param announced whether it is marked as announced
     */
    record Kept(BundleCaptured bundle, Map<String, Digest> signatures, boolean fresh, boolean announced) {
        public Kept {
            signatures = Map.copyOf(signatures);
        }

        /**
         * Makes sure that no signature is lost without a word, where the bundle was there before.
         *
         * @param sent every file that was sent, by path
         * @throws ByteorException BUNDLE_SETTLED for a signature that it is not kept with
         */
        void requireSignatures(Map<String, Digest> sent) {
            sent.forEach((path, digest) -> {
                if (path.startsWith(BundleLayout.SIGNATURES) && !digest.equals(signatures.get(path))) {
                    throw new ByteorException(
                            ErrorCode.BUNDLE_SETTLED,
                            "the signatures that the bundle was first sent with",
                            path,
                            bundle.getBundleId());
                }
            });
        }
    }
}
