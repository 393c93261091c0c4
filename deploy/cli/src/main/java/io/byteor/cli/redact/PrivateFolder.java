package io.byteor.cli.redact;

import io.byteor.backends.process.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A folder for what must not stay on this machine, readable for its owner only, gone when it is closed. A command that is ended
 * from outside, if not by a kill, closes it as well: whoever works in it is interrupted and waited for.
 */
public final class PrivateFolder implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Path path;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Thread atShutdown;

    private PrivateFolder(Path path, Thread worker) {
        this.path = path;
        this.atShutdown = new Thread(() -> stop(worker), "remove-private-folder");
    }

    /** Makes one beside a place, on its disk, for the calling thread to work in. */
    public static PrivateFolder beside(Path place) throws IOException {
        Path parent = place.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException(place + " has no folder around it");
        }
        Files.createDirectories(parent);
        PrivateFolder folder =
                new PrivateFolder(Files.createTempDirectory(parent, ".byteor-private-"), Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(folder.atShutdown);
        return folder;
    }

    public Path path() {
        return path;
    }

    private void stop(Thread worker) {
        worker.interrupt();
        try {
            if (!gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Directories.delete(path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Directories.delete(path);
        } finally {
            gone.countDown();
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // The command is being ended, and the hook is what waited for this.
            return;
        }
    }
}
