package io.byteor.backends.postgres;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.process.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the server's programs are unpacked, once for all servers that share a cache. */
final class PostgresBinaries {

    private static final String COMPLETE = ".exists";
    private static final String UNPACKING = "epg-lock";

    private PostgresBinaries() {}

    /**
     * The directory that holds the unpacked programs, or to unpack them into. An unpacking that was cut short is cleared
     * away, since the library would take it up and fail; one that goes on in another process is left alone.
     */
    static Path directory(Path cache) {
        Path binaries = cache.resolve("postgres");
        try {
            Files.createDirectories(binaries);
            try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(binaries, "PG-*")) {
                for (Path candidate : unpacked) {
                    if (wasCutShort(candidate)) {
                        Directories.delete(candidate);
                    }
                }
            }
            return binaries;
        } catch (IOException failure) {
            throw new BackendFailure("The directory %s cannot be used: %s".formatted(binaries, failure), failure);
        }
    }

    private static boolean wasCutShort(Path candidate) throws IOException {
        Path unpacking = candidate.resolve(UNPACKING);
        if (Files.exists(candidate.resolve(COMPLETE)) || !Files.exists(unpacking)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(unpacking, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException unpackedByThisProcess) {
            return false;
        }
    }
}
