package io.byteor.e2e.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What ingest has kept: every path in its store, and where the topic of announcements ends.
 *
 * @param paths in the store
 * @param announced offset after the last announcement
 */
record Kept(Set<String> paths, long announced) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    static Kept of(Path store, LongSupplier announced) throws IOException {
        Set<String> paths = new TreeSet<>();
        try (Stream<Path> all = Files.walk(store)) {
            all.forEach(path -> paths.add(store.relativize(path).toString()));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return of(store, announced); // something is being removed
            }
            throw e;
        }
        return new Kept(paths, announced.getAsLong());
    }

    /** Whether all is as it was, at the latest after a moment: an upload that is cut off is removed when that is noticed. */
    boolean isAllThatIsKept(Path store, LongSupplier end) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!equals(of(store, end))) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }
}
