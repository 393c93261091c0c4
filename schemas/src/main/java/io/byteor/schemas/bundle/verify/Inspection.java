package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundlePaths;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.journal.JournalFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes the files of one bundle in any order, hashes and reads each while it passes, and keeps only what the verdicts need:
 * small documents, digests, summaries of segments. Not thread-safe.
 */
final class Inspection {
    private static final int STEP = 64 << 10;
    /** Bytes of memory for each of a JSON document: a tree of tiny values takes that much, within the bound on their count. */
    private static final int JSON_MEMORY = 12;
    /** The same for a manifest, and the map that is read out of it. */
    private static final int TEXT_MEMORY = 5;

    private final BundleLimits limits;
    private final FileSink sink;
    private final DocumentMemory memory;
    private final SoundSpecs specs;
    private final BundlePaths paths;
    private final Map<String, BundleFile> files = new HashMap<>();
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, JournalPart> journal = new HashMap<>();
    private final byte[] rest = new byte[STEP];
    private long bytes;
    private int segments;

    Inspection(BundleLimits limits, FileSink sink, DocumentMemory memory, SoundSpecs specs) {
        this.limits = limits;
        this.sink = sink;
        this.memory = memory;
        this.specs = specs;
        this.paths = new BundlePaths(limits);
    }

    /** Passes a folder, which must be one that a file may lie in. */
    void folder(String path) {
        if (path.isEmpty()) {
            return;
        }
        boolean known = BundleLayout.SIGNATURES.equals(path + "/") || (path + "/").startsWith(BundleLayout.DATA);
        if (!known) {
            throw new ByteorException(
                    ErrorCode.PATH_REFUSED, "a bundle has the folders data and signatures", path, path);
        }
        paths.claimFolder(path);
    }

    void file(String path, long size, InputStream content) throws IOException {
        paths.claim(path);
        requireSize(path, size);
        requireSegments(path);
        try (OutputStream copy = sink.create(path)) {
            Passing passing = new Passing(content, copy, memoryOf(path));
            read(path, passing);
            passing.drain(rest);
            files.put(path, new BundleFile(Digest.ofRaw(passing.sha256.digest()), passing.count));
        }
    }

    private void read(String path, Passing passing) throws IOException {
        var part = BundleLayout.journalFile(path);
        if (part.isEmpty()) {
            if (isDocument(path)) {
                documents.put(path, passing.readAllBytes());
            }
        } else if (part.get().table()) {
            journal.put(path, JournalPart.table(new BufferedInputStream(passing), path));
        } else {
            journal.put(path, JournalPart.segment(new BufferedInputStream(passing, STEP), path, limits.expansion()));
        }
    }

    /** Bytes of memory for each of a file. */
    private static int memoryOf(String path) {
        if (!isDocument(path)) {
            return 0;
        }
        return path.endsWith(".json") ? JSON_MEMORY : TEXT_MEMORY;
    }

    private static boolean isDocument(String path) {
        return BundleLayout.DOCUMENTS.contains(path) || path.indexOf('/') < 0;
    }

    private void requireSize(String path, long size) {
        bytes += size;
        if (bytes > limits.bytes() || bytes < 0) {
            throw beyond(ErrorCode.BUNDLE_TOO_LARGE, "a bundle has at most " + limits.bytes() + " bytes", path, bytes);
        }
        int most = largest(path);
        if (size > most && (isDocument(path) || path.endsWith(".index"))) {
            throw beyond(ErrorCode.FILE_TOO_LARGE, "this file has at most " + most + " bytes", path, size);
        }
    }

    private void requireSegments(String path) {
        boolean segment =
                BundleLayout.journalFile(path).filter(file -> !file.table()).isPresent();
        if (segment && ++segments > limits.segments()) {
            throw beyond(
                    ErrorCode.SEGMENTS_EXCEEDED,
                    "a bundle has at most " + limits.segments() + " segments",
                    path,
                    segments);
        }
    }

    private int largest(String path) {
        return switch (path) {
            case BundleLayout.MANIFEST -> limits.manifestBytes();
            case BundleLayout.TAG_MANIFEST -> BundleLayout.LARGEST_TAG_MANIFEST;
            default -> isDocument(path) ? limits.documentBytes() : JournalFormat.LARGEST_TABLE;
        };
    }

    private static ByteorException beyond(ErrorCode code, String detail, String path, long value) {
        return new ByteorException(code, detail, path, value);
    }

    Examination conclude() {
        return new Judgement(files, documents, journal, specs, limits.files()).conclude();
    }

    /** Hashes and copies everything that is read through it, and takes the memory for what of it is kept. */
    private final class Passing extends InputStream {
        private final InputStream in;
        private final OutputStream copy;
        private final int memoryOfEach;
        private final MessageDigest sha256 = Digest.newSha256();
        private final byte[] one = new byte[1];
        private long count;

        private Passing(InputStream in, OutputStream copy, int memoryOfEach) {
            this.in = in;
            this.copy = copy;
            this.memoryOfEach = memoryOfEach;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            if (read > 0) {
                if (memoryOfEach > 0) {
                    memory.take((long) read * memoryOfEach);
                }
                sha256.update(target, from, read);
                copy.write(target, from, read);
                count += read;
            }
            return read;
        }

        private void drain(byte[] step) throws IOException {
            while (read(step) >= 0) {}
        }
    }
}
