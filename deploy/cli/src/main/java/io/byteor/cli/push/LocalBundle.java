package io.byteor.cli.push;

import io.byteor.backends.process.Directories;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A bundle that was verified on this machine.
 *
 * @param directory its folder
 * @param verified what it holds
 * @param unpacked whether the folder was made for it and goes with it
 */
public record LocalBundle(Path directory, VerifiedBundle verified, boolean unpacked) implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    /**
     * Opens a bundle's directory, or its tar archive, plain or compressed, which is unpacked for that.
     *
     * @throws ByteorException REQUEST_INVALID where there is neither, or why it is not valid
     */
    static LocalBundle open(Path bundle) throws IOException {
        if (Files.isDirectory(bundle)) {
            return ofDirectory(bundle);
        }
        Path folder = Files.createTempDirectory("byteor-push-");
        try {
            return new LocalBundle(folder, unpack(bundle, folder), true);
        } catch (IOException | RuntimeException failure) {
            Directories.delete(folder);
            throw failure;
        }
    }

    /**
     * Verifies a bundle's directory.
     *
     * @throws ByteorException why it is not valid
     */
    public static LocalBundle ofDirectory(Path directory) throws IOException {
        return new LocalBundle(directory, verifier().examine(directory).orThrow(), false);
    }

    /** Unpacks an archive into an empty folder, verifying it on the way. */
    static VerifiedBundle unpack(Path archive, Path folder) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "the directory or the tar archive of a bundle", "BUNDLE", archive);
        }
        try (InputStream tar = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
            return verifier().examine(tar, path -> create(folder.resolve(path))).orThrow();
        }
    }

    private static OutputStream create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }

    private static BundleVerifier verifier() {
        return new BundleVerifier(BundleLimits.STANDARD);
    }

    @Override
    public void close() {
        if (unpacked) {
            Directories.delete(directory);
        }
    }
}
