package io.byteor.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * A file that is there whole or not at all: written beside its place, and moved there when it is known to be whole. One that stood there
 * before stays until then. What others write to the same place meanwhile is not mixed in: the last one kept is there. Not thread-safe.
 */
public final class WholeFile implements AutoCloseable {
    private final Path file;
    private final Path partial;

    public WholeFile(Path file) {
        this.file = file.toAbsolutePath();
        this.partial = this.file.resolveSibling(
                "%s.%016x.partial".formatted(this.file.getFileName(), new SecureRandom().nextLong()));
    }

    /** Where it will stand. */
    public Path file() {
        return file;
    }

    /** Begins to write it; to be closed before it is kept. */
    public OutputStream write() throws IOException {
        return Files.newOutputStream(partial);
    }

    /** Puts what was written on stable storage and in its place. */
    public void keep() throws IOException {
        sync(partial);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.resolveSibling("."));
    }

    private static void sync(Path entry) throws IOException {
        try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what was not kept. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(partial);
    }
}
