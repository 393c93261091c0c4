package io.byteor.cli.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.backends.process.Directories;
import io.byteor.backends.process.DirectoryLock;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bundles that wait on this machine until ingest takes them.
 *
 * <pre>
 * queue/TIME-HEX/          a bundle's directory; in the order of the names
 * refused/HEX/             bundle/ and problem.json: what ingest will never take; a further copy in HEX-2, and so on
 * arriving/ leaving/       what is half-way; worth nothing after a crash
 * </pre>
 *
 * <p>A bundle enters the queue, and leaves it, by one rename, after everything it needs is on stable storage: a process that
 * dies anywhere in between leaves it waiting or gone, never half of it. Any process may put bundles in; one at a time sends.
 */
final class Spool {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int PATIENCE = 600;
    private static final int HEX = 64;

    private final Path root;
    private final Path queue;
    private final Path refused;
    private final Path arriving;
    private final Path leaving;
    private final InstantSource clock;

    private Spool(Path root, InstantSource clock) throws IOException {
        this.root = root;
        this.queue = Files.createDirectories(root.resolve("queue"));
        this.refused = Files.createDirectories(root.resolve("refused"));
        this.arriving = Files.createDirectories(root.resolve("arriving"));
        this.leaving = Files.createDirectories(root.resolve("leaving"));
        this.clock = clock;
    }

    /** The spool in this folder, which is made where it is missing. */
    static Spool in(Path root, InstantSource clock) throws IOException {
        return new Spool(root, clock);
    }

    /** A bundle that waits. */
    record Waiting(Digest bundleId, Path directory) {
        /** Whether it is the same bundle, with all its signatures. */
        private boolean isAsGoodAs(VerifiedBundle other) {
            return other.bundleId().equals(bundleId)
                    && other.files().keySet().stream()
                            .filter(path -> path.startsWith(BundleLayout.SIGNATURES))
                            .allMatch(path -> Files.exists(directory.resolve(path)));
        }
    }

    /**
     * Puts a bundle in: its directory or archive is copied, and not needed any more when this returns. One that waits already
     * waits once, unless it has got a signature since.
     *
     * @throws ByteorException why it is not valid, or UNAVAILABLE while another process is putting bundles in for very long
     */
    Digest enqueue(Path bundle) throws IOException {
        try (DirectoryLock _ = takeIntake()) {
            DurableTree.deleteContent(arriving);
            Path copy = Files.createDirectory(arriving.resolve("bundle"));
            VerifiedBundle verified;
            if (Files.isDirectory(bundle)) {
                DurableTree.copy(bundle, copy);
                verified = LocalBundle.ofDirectory(copy).verified();
            } else {
                verified = LocalBundle.unpack(bundle, copy);
            }
            List<Waiting> waiting = waiting();
            if (waiting.stream().noneMatch(other -> other.isAsGoodAs(verified))) {
                DurableTree.syncTree(copy);
                Files.move(copy, queue.resolve(name(waiting, verified.bundleId())), StandardCopyOption.ATOMIC_MOVE);
                DurableTree.sync(queue);
            }
            DurableTree.deleteContent(arriving);
            return verified.bundleId();
        }
    }

    private DirectoryLock takeIntake() {
        try {
            for (int i = 0; i < PATIENCE; i++) {
                Optional<DirectoryLock> lock = DirectoryLock.tryTake(root.resolve("intake"));
                if (lock.isPresent()) {
                    return lock.get();
                }
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ByteorException(
                ErrorCode.UNAVAILABLE, "another process is putting bundles in", root.toString(), null);
    }

    /** Later than whatever waits, even where the clock was set back. */
    private String name(List<Waiting> waiting, Digest bundleId) {
        long last = waiting.isEmpty()
                ? 0
                : Long.parseLong(
                        waiting.getLast().directory().getFileName().toString().split("-", 2)[0]);
        return "%013d-%s".formatted(Math.max(clock.millis(), last + 1), bundleId.hex());
    }

    /** The right to send what waits, which one process at a time has; empty while another has it. */
    Optional<DirectoryLock> takeSending() throws IOException {
        Optional<DirectoryLock> lock = DirectoryLock.tryTake(root.resolve("sending"));
        if (lock.isPresent()) {
            DurableTree.deleteContent(leaving);
        }
        return lock;
    }

    /** What waits, oldest first. */
    List<Waiting> waiting() throws IOException {
        try (Stream<Path> entries = Files.list(queue)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]{13,}-[0-9a-f]{64}"))
                    .sorted()
                    .map(entry -> new Waiting(bundleId(entry), entry))
                    .toList();
        }
    }

    private static Digest bundleId(Path entry) {
        String name = entry.getFileName().toString();
        return Digest.ofHex(name.substring(name.length() - HEX));
    }

    /** Takes out a bundle that ingest has. */
    void remove(Waiting bundle) throws IOException {
        Path gone = leaving.resolve(bundle.directory().getFileName());
        Files.move(bundle.directory(), gone, StandardCopyOption.ATOMIC_MOVE);
        DurableTree.sync(queue);
        Directories.delete(gone);
    }

    /** Puts aside a bundle that ingest will never take, and why, beside what was refused of the same bundle before. */
    void refuse(Waiting bundle, JsonNode problem) throws IOException {
        Path place = Files.createDirectories(freePlace(bundle.bundleId()));
        Files.write(place.resolve("problem.json"), (problem + "\n").getBytes(StandardCharsets.UTF_8));
        DurableTree.syncTree(place);
        DurableTree.sync(refused);
        Files.move(bundle.directory(), place.resolve("bundle"), StandardCopyOption.ATOMIC_MOVE);
        DurableTree.sync(place);
        DurableTree.sync(queue);
    }

    /** The copies may differ: one was damaged while it waited, or lacks a signature. */
    private Path freePlace(Digest bundleId) {
        Path place = refused.resolve(bundleId.hex());
        for (int copy = 2; Files.exists(place.resolve("bundle")); copy++) {
            place = refused.resolve(bundleId.hex() + "-" + copy);
        }
        return place;
    }
}
