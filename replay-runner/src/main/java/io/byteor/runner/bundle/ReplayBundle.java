package io.byteor.runner.bundle;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Helpers;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * A bundle whose manifests were followed down from its id: id, tag manifest, manifest, file. What it hands out has the digest
 * that the manifest gives; segments verify block by block while they are read. Thread-safe; readers are not.
 */
public final class ReplayBundle {
    private static final int LARGEST_DOCUMENT = 64 << 20;
    private static final Helpers HELPERS = Helpers.ofCores();

    private final Artifacts artifacts;
    private final Digest bundleId;
    private final Manifest manifest;

    private ReplayBundle(Artifacts artifacts, Digest bundleId, Manifest manifest) {
        this.artifacts = artifacts;
        this.bundleId = bundleId;
        this.manifest = manifest;
    }

    /**
     * Opens a bundle by its id.
     *
     * @throws ByteorException BUNDLE_NOT_FOUND where the store does not have it; BUNDLE_ALTERED, BUNDLE_MALFORMED or
     *     BUNDLE_INCOMPLETE where it is not the bundle of this id
     * @throws IOException where the store cannot be read now
     */
    public static ReplayBundle open(Artifacts artifacts, Digest bundleId) throws IOException {
        Manifest tags = Manifest.parse(tagManifest(artifacts, bundleId), BundleLayout.TAG_MANIFEST);
        Digest digest = entry(tags, BundleLayout.MANIFEST);
        byte[] manifest = read(artifacts, bundleId, BundleLayout.MANIFEST, digest);
        return new ReplayBundle(artifacts, bundleId, Manifest.parse(manifest, BundleLayout.MANIFEST));
    }

    private static byte[] tagManifest(Artifacts artifacts, Digest bundleId) throws IOException {
        try {
            return read(artifacts, bundleId, BundleLayout.TAG_MANIFEST, bundleId);
        } catch (ByteorException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                throw new ByteorException(
                        ErrorCode.BUNDLE_NOT_FOUND, "the store holds the bundle", "bundleId", bundleId, e);
            }
            throw e;
        }
    }

    /** The pipeline spec that was running. */
    public byte[] spec() throws IOException {
        return read(artifacts, bundleId, BundleLayout.SPEC, entry(manifest, BundleLayout.SPEC));
    }

    /** The paths of a lane's segments in the order of their sequences. */
    public List<String> segments(String lane) {
        return manifest.files().keySet().stream()
                .filter(path -> BundleLayout.journalFile(path)
                        .filter(file -> file.lane().equals(lane) && !file.table())
                        .isPresent())
                .sorted()
                .toList();
    }

    /**
     * Opens a segment: by its block table, or whole where the bundle has none.
     *
     * @throws ByteorException JOURNAL_CORRUPT, BUNDLE_ALTERED or BUNDLE_INCOMPLETE with the path
     */
    public SegmentReader open(String segment) throws IOException {
        Digest digest = entry(manifest, segment);
        String tablePath = BundleLayout.table(segment);
        Digest table = manifest.files().get(tablePath);
        if (table == null) {
            return SegmentReader.openWhole(artifacts.open(bundleId, segment), digest, segment, HELPERS);
        }
        try (SeekableByteChannel channel = artifacts.open(bundleId, tablePath)) {
            BlockTable blocks = BlockTable.read(channel, table, tablePath);
            return SegmentReader.open(artifacts.open(bundleId, segment), blocks, segment, HELPERS);
        }
    }

    private static Digest entry(Manifest manifest, String path) {
        Digest digest = manifest.files().get(path);
        if (digest == null) {
            throw new ByteorException(ErrorCode.BUNDLE_INCOMPLETE, "the manifest names " + path, path, null);
        }
        return digest;
    }

    private static byte[] read(Artifacts artifacts, Digest bundleId, String path, Digest digest) throws IOException {
        try (SeekableByteChannel channel = artifacts.open(bundleId, path)) {
            if (channel.size() > LARGEST_DOCUMENT) {
                throw new ByteorException(
                        ErrorCode.FILE_TOO_LARGE,
                        "a document has at most " + LARGEST_DOCUMENT + " bytes",
                        path,
                        channel.size());
            }
            byte[] content = new byte[(int) channel.size()];
            ByteBuffer target = ByteBuffer.wrap(content);
            while (target.hasRemaining() && channel.read(target) >= 0) {}
            Digest found = Digest.of(content);
            if (!found.equals(digest)) {
                throw new ByteorException(ErrorCode.BUNDLE_ALTERED, "the digest is " + digest, path, found);
            }
            return content;
        }
    }
}
