package io.byteor.ingest.store;

import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.store.ArtifactReader;
import io.byteor.store.StoredBundle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Judges stored bundles anew, so many at once and no more. That is hashing from the first byte to the last, and goes on on threads of its
 * own: on virtual ones it would hold the carriers that uploads share. Thread-safe.
 */
public final class Verifications implements AutoCloseable {
    private final BundleVerifier verifier;
    private final ArtifactReader artifacts;
    private final int atOnce;
    private final Semaphore turns;
    private final ExecutorService threads;

    /** @param atOnce most verifications at the same time */
    public Verifications(BundleVerifier verifier, ArtifactReader artifacts, int atOnce) {
        this.verifier = verifier;
        this.artifacts = artifacts;
        this.atOnce = atOnce;
        this.turns = new Semaphore(atOnce);
        this.threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().name("verification-", 0).daemon().factory());
    }

    /**
     * Judges all that is stored of a bundle, and returns when that is done.
     *
     * @throws ByteorException VERIFICATIONS_BUSY where as many are under way as may be
     */
    public Examination verify(StoredBundle bundle) throws IOException {
        if (!turns.tryAcquire()) {
            throw new ByteorException(
                    ErrorCode.VERIFICATIONS_BUSY, "at most %d verifications at once".formatted(atOnce), "verify", null);
        }
        Future<Examination> judged = threads.submit(() -> {
            try {
                return verifier.examine(new StoredFiles(artifacts, bundle).remaining());
            } finally {
                turns.release();
            }
        });
        return outcome(judged);
    }

    private static Examination outcome(Future<Examination> judged) throws IOException {
        try {
            return judged.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a bundle was verified");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
