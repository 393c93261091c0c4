package io.byteor.store.spool;

import io.byteor.store.disk.DirectFiles;
import io.byteor.store.disk.NewFiles;
import io.byteor.store.folder.DurableFiles;
import io.byteor.store.folder.UploadFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The local folder in which bundles arrive. One process owns it, which a lock makes sure of that ends with the process; so
 * whatever lies in {@code uploads/} and that this process does not know of is dead. Thread-safe.
 *
 * <pre>
 * spool.lock    held by the owner
 * uploads/…     a bundle on its way in, or out
 * staged/…      blobs that were sent ahead, see {@link io.byteor.store.staging.Staging}
 * </pre>
 */
public final class Spool implements Closeable {
    private final Path home;
    private final Path uploads;
    private final FileChannel lock;
    private final NewFiles files;
    private final Set<Path> alive = ConcurrentHashMap.newKeySet();

    private Spool(Path home, FileChannel lock, int direct) throws IOException {
        this.home = home;
        this.lock = lock;
        this.uploads = DurableFiles.makeFolder(home.resolve("uploads"));
        this.files = direct == 0 ? NewFiles.CACHED : DirectFiles.in(uploads, direct);
    }

    /**
     * Takes the folder, which is made if it is missing.
     *
     * @param direct large files that are written past the page cache at a time, a mebibyte of memory each; 0 where what has
     *     arrived is read again at once
     * @throws IOException if another process has it, or this one already
     */
    public static Spool open(Path root, int direct) throws IOException {
        Path home = DurableFiles.makeFolder(root.toAbsolutePath().normalize());
        FileChannel lock =
                FileChannel.open(home.resolve("spool.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw taken(home, null);
            }
            return new Spool(home, lock, direct);
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw taken(home, e);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static IOException taken(Path home, @Nullable Exception cause) {
        return new IOException("another ingest writes to " + home + "; each needs a folder of its own", cause);
    }

    /** The folder itself. */
    public Path home() {
        return home;
    }

    /** Begins to take a bundle in. */
    public UploadFolder begin() throws IOException {
        Path folder = makeAlive();
        return new UploadFolder(folder, files, () -> alive.remove(folder));
    }

    /** One that nobody takes for dead before it is known to be alive. */
    private synchronized Path makeAlive() throws IOException {
        Path folder = Files.createTempDirectory(uploads, "upload-");
        alive.add(folder);
        return folder;
    }

    private synchronized List<Path> dead() throws IOException {
        return entries(uploads).stream()
                .filter(folder -> !alive.contains(folder))
                .toList();
    }

    /** Deletes a folder after having moved it here, which a crash in between does not undo. */
    public void discard(String name, Departure departure) throws IOException {
        Path leaving = uploads.resolve(name);
        alive.add(leaving);
        try {
            DurableFiles.deleteTree(leaving); // where the same failed midway before
            departure.moveTo(leaving);
            DurableFiles.deleteTree(leaving);
        } finally {
            alive.remove(leaving);
        }
    }

    /** Moves what is to be discarded. */
    @FunctionalInterface
    public interface Departure {
        void moveTo(Path leaving) throws IOException;
    }

    /**
     * Deletes the uploads that died with an earlier process.
     *
     * @return how many
     */
    public int discardDead() throws IOException {
        List<Path> dead = dead();
        for (Path folder : dead) {
            DurableFiles.deleteTree(folder);
        }
        return dead.size();
    }

    /** Everything in a folder; nothing where it is missing. */
    public static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Gives the folder up; what is in it stays. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
