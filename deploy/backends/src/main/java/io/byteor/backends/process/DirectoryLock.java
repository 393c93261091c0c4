package io.byteor.backends.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.byteor.backends.BackendFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a directory, held by one process at a time. The operating system takes it back when its holder dies,
 * so whoever gets it knows that an earlier user is gone, whatever that user left behind.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "in-use.lock";
    private static final String UNKNOWN = "(unknown)";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory when it is absent, and takes it.
     *
     * @throws BackendFailure naming the process that holds it
     */
    public static DirectoryLock take(Path directory) {
        return tryTake(directory)
                .orElseThrow(() ->
                        new BackendFailure("%s is in use by process %s; stop that one or name another data directory"
                                .formatted(directory, holder(directory))));
    }

    /** Makes the directory when it is absent, and takes it unless another process, or another part of this one, has it. */
    public static Optional<DirectoryLock> tryTake(Path directory) {
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(directory.resolve(FILE), CREATE, READ, WRITE);
            if (!lock(channel)) {
                channel.close();
                return Optional.empty();
            }
            noteHolder(channel);
            return Optional.of(new DirectoryLock(channel));
        } catch (IOException failure) {
            closeQuietly(channel, failure);
            throw new BackendFailure("The directory %s cannot be used: %s".formatted(directory, failure), failure);
        }
    }

    /** For whoever is turned away. A full disk takes no note; it is not to keep anyone from stopping what runs here. */
    private static void noteHolder(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
        } catch (IOException noRoom) {
            // The lock is what counts, and it is held; the holder will be named as unknown.
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException first) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException second) {
                first.addSuppressed(second);
            }
        }
    }

    private static String holder(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(FILE), READ)) {
            ByteBuffer pid = ByteBuffer.allocate(20);
            channel.read(pid);
            String noted = US_ASCII.decode(pid.flip()).toString();
            return noted.isEmpty() ? UNKNOWN : noted;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new BackendFailure("A directory lock could not be released", failure);
        }
    }
}
