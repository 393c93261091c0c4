package io.byteor.cli.download;

import io.byteor.backends.process.Directories;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.output.WholeFile;
import io.byteor.cli.push.DurableTree;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Takes a stored bundle to this machine, whole or not at all. Every byte is judged here before it gets its place, and the id compared, so
 * that ingest need not be believed.
 */
final class BundleDownload {
    private final CaptureApi ingest;
    private final Digest bundleId;

    BundleDownload(CaptureApi ingest, Digest bundleId) {
        this.ingest = ingest;
        this.bundleId = bundleId;
    }

    /**
     * Makes the bundle's directory, which only its owner can read.
     *
     * @param place where nothing is
     * @throws io.byteor.schemas.error.ByteorException why what arrived is not this bundle, or not valid
     */
    VerifiedBundle toDirectory(Path place) throws IOException {
        Path directory = place.toAbsolutePath();
        Path partial = Files.createTempDirectory(directory.resolveSibling("."), directory.getFileName() + ".partial-");
        try {
            VerifiedBundle bundle = ingest.download(
                    bundleId.toString(), (_, tar) -> judged(tar, path -> create(partial.resolve(path))));
            DurableTree.syncTree(partial);
            Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
            DurableTree.sync(directory.resolveSibling("."));
            return bundle;
        } finally {
            Directories.delete(partial);
        }
    }

    /** Writes it as the one tar that it comes in; throws as {@link #toDirectory}. */
    VerifiedBundle toTar(Path place) throws IOException {
        try (WholeFile archive = new WholeFile(place)) {
            VerifiedBundle bundle = ingest.download(bundleId.toString(), (_, tar) -> {
                try (OutputStream out = new BufferedOutputStream(archive.write())) {
                    return judged(new CopiedStream(tar, out), FileSink.NOWHERE);
                }
            });
            archive.keep();
            return bundle;
        }
    }

    private VerifiedBundle judged(InputStream tar, FileSink sink) throws IOException {
        return new BundleVerifier(BundleLimits.STANDARD)
                .examine(tar, sink)
                .against(bundleId)
                .orThrow();
    }

    private static OutputStream create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }

    /** Copies whatever is read through it. */
    private static final class CopiedStream extends InputStream {
        private final InputStream in;
        private final OutputStream copy;

        private CopiedStream(InputStream in, OutputStream copy) {
            this.in = in;
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            if (read > 0) {
                copy.write(target, from, read);
            }
            return read;
        }
    }
}
