package io.byteor.cli.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.Persistence;
import io.byteor.cli.output.JsonForm;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Sends a bundle: its manifests, then the content that is missing, then its manifests again, which commits it. A push that was
 * cut off, or killed, is done again from the start and sends what had not arrived.
 */
public final class BundlePush {
    /** Of one commit: a large bundle is verified and synced before it is answered. */
    private static final Duration COMMIT = Duration.ofHours(1);
    /** Staged content can be collected between two commits, if only just. */
    private static final int ROUNDS = 3;

    private final CaptureApi api;
    private final Manner manner;
    private final Consumer<String> progress;
    private final Consumer<String> trouble;

    /**
     * Pushes to one ingest.
     *
     * @param progress is told how far it is
     * @param trouble is told why something is tried again
     */
    public BundlePush(CaptureApi api, Manner manner, Consumer<String> progress, Consumer<String> trouble) {
        this.api = api;
        this.manner = manner;
        this.progress = progress;
        this.trouble = trouble;
    }

    /**
     * How content is sent.
     *
     * @param parallel blobs at the same time
     * @param partBytes most bytes of one request; a larger blob comes in several
     * @param patience how long to go on while nothing gets through
     */
    public record Manner(int parallel, long partBytes, Duration patience) {
        /** One request. A blob that comes in one is hashed by ingest while it passes, not read again for that. */
        private static final long USUAL_PART = 512 << 20;

        public Manner {
            if (parallel < 1 || partBytes < 1) {
                throw new IllegalArgumentException("%d blobs in parts of %d bytes".formatted(parallel, partBytes));
            }
        }

        Manner(int parallel, Duration patience) {
            this(parallel, USUAL_PART, patience);
        }
    }

    /**
     * What became of it.
     *
     * @param sentBlobs how many blobs went out
     * @param sentBytes of them, repetitions counted
     * @param resumedBlobs how many of them, and how often, were gone on with in the middle
     */
    public record Pushed(CaptureApi.Stored stored, long sentBlobs, long sentBytes, long resumedBlobs) {}

    /**
     * Pushes until ingest has stored and announced it.
     *
     * @throws io.byteor.cli.http.ApiException or {@link io.byteor.cli.http.NoAnswerException} as {@link Persistence#until}
     * @throws ByteorException UNAVAILABLE where ingest loses again and again what it was sent
     */
    public Pushed push(LocalBundle bundle) throws IOException {
        Persistence persistence = Persistence.of(manner.patience(), trouble);
        ObjectNode manifests = manifests(bundle);
        long blobs = 0;
        long bytes = 0;
        long resumed = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            CallOptions options = new CallOptions(CallOptions.once().idempotencyKey(), COMMIT);
            switch (persistence.until(() -> api.commit(manifests, options))) {
                case CaptureApi.Stored stored -> {
                    return new Pushed(stored, blobs, bytes, resumed);
                }
                case CaptureApi.Missing(var missing) -> {
                    Transfer transfer = send(bundle, missing, persistence);
                    blobs += transfer.sentBlobs();
                    bytes += transfer.sentBytes();
                    resumed += transfer.resumedBlobs();
                }
            }
        }
        throw new ByteorException(
                ErrorCode.UNAVAILABLE,
                "what was sent is missing again",
                null,
                bundle.verified().bundleId());
    }

    private Transfer send(LocalBundle bundle, List<Digest> missing, Persistence persistence) {
        Map<Digest, BlobUpload.Blob> blobs = new HashMap<>();
        bundle.verified().files().forEach((path, file) -> blobs.put(file.digest(), blob(bundle, path, file)));
        List<BlobUpload.Blob> wanted = missing.stream()
                .map(digest -> Objects.requireNonNull(blobs.get(digest), digest::toString))
                .toList();
        Transfer transfer =
                new Transfer(wanted.stream().mapToLong(BlobUpload.Blob::size).sum(), progress);
        new BlobUpload(api, persistence, transfer, manner.partBytes()).send(wanted, manner.parallel());
        transfer.finish();
        return transfer;
    }

    private static BlobUpload.Blob blob(LocalBundle bundle, String path, BundleFile file) {
        return new BlobUpload.Blob(file.digest(), bundle.directory().resolve(path), file.size());
    }

    private static ObjectNode manifests(LocalBundle bundle) throws IOException {
        ObjectNode document = JsonForm.mapper().createObjectNode();
        document.put("manifest", Files.readString(bundle.directory().resolve(BundleLayout.MANIFEST)));
        document.put("tagManifest", Files.readString(bundle.directory().resolve(BundleLayout.TAG_MANIFEST)));
        ArrayNode signatures = document.putArray("signatures");
        bundle.verified().files().forEach((path, file) -> {
            if (path.startsWith(BundleLayout.SIGNATURES)) {
                signatures.add(file.digest().hex());
            }
        });
        return document;
    }
}
