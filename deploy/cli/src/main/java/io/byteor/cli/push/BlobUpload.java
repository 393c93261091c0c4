package io.byteor.cli.push;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.Content;
import io.byteor.cli.http.Persistence;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends content, several blobs at a time, each from where ingest stands. */
final class BlobUpload {
    /** Not worth a question what of it has arrived. */
    private static final long SMALL = 1 << 20;

    private static final Duration PART_AT_MOST = Duration.ofMinutes(20);

    private final CaptureApi api;
    private final Persistence persistence;
    private final Transfer transfer;
    private final long partBytes;

    /** @param partBytes most bytes of one request */
    BlobUpload(CaptureApi api, Persistence persistence, Transfer transfer, long partBytes) {
        this.api = api;
        this.persistence = persistence;
        this.transfer = transfer;
        this.partBytes = partBytes;
    }

    /** A file to send. */
    record Blob(Digest digest, Path file, long size) {}

    /** Sends all of them; the first failure ends the others. */
    void send(List<Blob> blobs, int parallel) {
        try (ExecutorService workers =
                Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory())) {
            var done = new ExecutorCompletionService<Void>(workers);
            blobs.forEach(blob -> done.submit(() -> send(blob), null));
            try {
                for (int i = 0; i < blobs.size(); i++) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private void send(Blob blob) {
        var attempt = new Attempt(blob);
        persistence.until(attempt::goOn);
        transfer.blobSent();
    }

    private final class Attempt {
        private final Blob blob;
        private boolean look;
        private long counted;

        private Attempt(Blob blob) {
            this.blob = blob;
            this.look = blob.size() > SMALL;
        }

        private boolean goOn() {
            CaptureApi.Standing standing =
                    look ? api.standing(blob.digest(), blob.size()) : CaptureApi.Standing.NOTHING;
            look = true;
            long offset = standing.received();
            transfer.found(offset - counted);
            counted = offset;
            if (offset > 0 && offset < blob.size()) {
                transfer.blobResumed();
            }
            while (!standing.complete()) {
                long arrived = part(offset);
                if (arrived == blob.size()) {
                    return true;
                }
                requireGain(offset, arrived);
                offset = arrived;
            }
            return true;
        }

        private long part(long offset) {
            long length = Math.min(partBytes, blob.size() - offset);
            var content = new Content(
                    offset, length, blob.size(), () -> FileSlice.open(blob.file(), offset, length, this::sent));
            return api.send(blob.digest(), content, PART_AT_MOST);
        }

        private void sent(long bytes) {
            counted += bytes;
            transfer.sent(bytes);
            persistence.gained();
        }

        private void requireGain(long before, long after) {
            if (after <= before) {
                throw new ByteorException(
                        ErrorCode.UNAVAILABLE, "more than " + before + " bytes have arrived", "Upload-Offset", after);
            }
        }
    }
}
