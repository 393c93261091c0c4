package io.byteor.e2e.attack;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What ingest has kept: every path in its store, and where the topic of announcements ends. Content that is sent ahead stays
 * staged until it is collected, so of that it is told apart what it is.
 *
 * @param paths in the store, but for the staged
 * @param staged bytes by path
 * @param announced offset after the last announcement
 */
record Kept(Set<String> paths, Map<String, Long> staged, long announced) {
    private static final String STAGED = "staged";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    static Kept of(Path store, LongSupplier announced) throws IOException {
        Set<String> paths = new TreeSet<>();
        Map<String, Long> staged = new TreeMap<>();
        try (Stream<Path> all = Files.walk(store)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (!path.startsWith(store.resolve(STAGED))) {
                    paths.add(store.relativize(path).toString());
                } else if (Files.isRegularFile(path) && Files.size(path) > 0) {
                    staged.put(store.relativize(path).toString(), Files.size(path));
                }
            }
        } catch (NoSuchFileException e) {
            return of(store, announced); // something is being removed
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return of(store, announced);
            }
            throw e;
        }
        return new Kept(paths, staged, announced.getAsLong());
    }

    /**
     * Whether all is as it was, but for honest blobs that may be staged now; at the latest after a moment: an upload that is cut
     * off is removed when that is noticed.
     *
     * @param honest most bytes by digest
     */
    boolean isAllThatIsKept(Path store, LongSupplier end, Map<Digest, Long> honest)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!of(store, end).hasNoMoreThan(this, honest)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    private boolean hasNoMoreThan(Kept before, Map<Digest, Long> honest) {
        return paths.equals(before.paths)
                && announced == before.announced
                && staged.keySet().containsAll(before.staged.keySet())
                && staged.entrySet().stream()
                        .allMatch(file -> file.getValue().equals(before.staged.get(file.getKey()))
                                || honest.getOrDefault(digest(file.getKey()), 0L) >= file.getValue());
    }

    /** Of what is staged as {@code staged/AGENT/DIGEST} or {@code staged/AGENT/DIGEST.part/TOTAL}. */
    private static Digest digest(String staged) {
        return Digest.ofHex(Path.of(staged).getName(2).toString().replace(".part", ""));
    }
}
