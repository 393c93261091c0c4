package io.byteor.schemas.bundle.redaction;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.verify.BundleFile;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a bundle that was verified. Every byte is held against the digests once more while it is read, because the folder
 * may have been changed since.
 */
record ParentFiles(Path directory, VerifiedBundle verified) {
    /**
     * The content of a document or a block table, whose sizes the verifier has bounded.
     *
     * @throws ByteorException BUNDLE_ALTERED
     */
    byte[] read(String path) throws IOException {
        try (InputStream content = open(path)) {
            byte[] bytes = content.readNBytes(Math.toIntExact(file(path).size() + 1));
            require(path, Digest.of(bytes));
            return bytes;
        }
    }

    /**
     * Puts a file into another bundle as it stands.
     *
     * @throws ByteorException BUNDLE_ALTERED
     */
    void copy(String path, BundleWriter bundle) throws IOException {
        try (DigestInputStream content = new DigestInputStream(open(path), Digest.newSha256())) {
            bundle.add(path, content);
            require(path, Digest.ofRaw(content.getMessageDigest().digest()));
        }
    }

    /**
     * Opens a segment.
     *
     * @throws ByteorException BUNDLE_ALTERED, or JOURNAL_CORRUPT where it is not the one that its block table speaks of
     */
    SegmentReader segment(String path) throws IOException {
        String table = BundleLayout.table(path);
        boolean hasTable = verified.files().containsKey(table);
        BlockTable blocks = hasTable ? BlockTable.read(read(table), table) : null;
        FileChannel channel =
                FileChannel.open(directory.resolve(path), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return blocks == null
                ? SegmentReader.openWhole(channel, file(path).digest(), path)
                : SegmentReader.open(channel, blocks, path);
    }

    /** What lies under {@code data/} and is neither a document nor of the journal, in canonical order. */
    Iterable<String> others() {
        return verified.files().keySet().stream()
                .filter(path -> path.startsWith(BundleLayout.DATA))
                .filter(path -> !path.startsWith(BundleLayout.JOURNAL))
                .filter(path -> !BundleLayout.DOCUMENTS.contains(path))
                .toList();
    }

    private InputStream open(String path) throws IOException {
        return Files.newInputStream(directory.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    private void require(String path, Digest found) {
        Digest expected = file(path).digest();
        if (!found.equals(expected)) {
            throw new ByteorException(ErrorCode.BUNDLE_ALTERED, "the digest is " + expected, path, found);
        }
    }

    private BundleFile file(String path) {
        Map<String, BundleFile> files = verified.files();
        return Objects.requireNonNull(files.get(path), path);
    }
}
