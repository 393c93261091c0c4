package io.byteor.cli.verify;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.archive.TarSource;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a bundle is: a folder, an archive, or ingest. */
sealed interface BundlePlace {
    /** A folder. */
    record Folder(Path directory) implements BundlePlace {
        BundleSource source() throws IOException {
            return BundleSource.directory(directory.toRealPath());
        }
    }

    /** A tar, plain or compressed. */
    record Tar(Path archive) implements BundlePlace {
        BundleSource source() {
            return new TarSource(archive, BundleLimits.STANDARD);
        }
    }

    /** Stored by ingest. */
    record Stored(Digest bundleId) implements BundlePlace {}

    /**
     * What the argument names; what lies on this machine comes first.
     *
     * @throws ByteorException REQUEST_INVALID where it names nothing
     */
    static BundlePlace of(String argument) {
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        if (Files.isRegularFile(path)) {
            return new Tar(path);
        }
        try {
            return new Stored(Digest.parse(argument));
        } catch (ByteorException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a bundle's folder, its tar or its id", "BUNDLE", argument, e);
        }
    }
}
