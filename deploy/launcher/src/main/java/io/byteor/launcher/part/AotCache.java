package io.byteor.launcher.part;

import io.byteor.launcher.LaunchFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part's ahead-of-time cache (JEP 483, JEP 514): the first run that ends in order leaves it behind, later ones start from
 * it. A cache fits one JVM and one state of the class path; its name says which, and a JVM that cannot use it starts
 * without. Several processes may share the directory: a file appears complete or not at all.
 */
public final class AotCache {
    private static final Pattern RECORDER = Pattern.compile("\\.(\\d{1,18})-\\d+\\.recording");
    /** Tells the recordings of one launcher's process apart, which may have several systems. */
    private static final AtomicInteger RECORDINGS = new AtomicInteger();

    private static final String QUIET = "-Xlog:disable";
    private static final String WARN = "-Xlog:all=error:stderr";

    private final Path directory;
    private final Path complete;
    private final Path recording;
    private final State state;

    private enum State {
        USED,
        RECORDED,
        /** A class path with folders cannot be cached. */
        NONE
    }

    private AotCache(Path directory, Path complete, Path recording, State state) {
        this.directory = directory;
        this.complete = complete;
        this.recording = recording;
        this.state = state;
    }

    /** @param fingerprinted the files that make up the program: when one of them changes, another cache is recorded */
    static AotCache of(Path home, Part part, List<Path> fingerprinted) {
        Path directory = home.resolve(".byteor").resolve("cache");
        String name = "%s-%08x".formatted(part.label(), fingerprint(fingerprinted));
        Path complete = directory.resolve(name + ".aot");
        Path recording = directory.resolve(
                "%s.%d-%d.recording".formatted(name, ProcessHandle.current().pid(), RECORDINGS.incrementAndGet()));
        boolean cacheable = !fingerprinted.isEmpty() && fingerprinted.stream().noneMatch(Files::isDirectory);
        return new AotCache(
                directory,
                complete,
                recording,
                !cacheable ? State.NONE : Files.exists(complete) ? State.USED : State.RECORDED);
    }

    private static int fingerprint(List<Path> files) {
        int hash = Objects.hash(
                System.getProperty("java.vm.version"),
                System.getProperty("java.vendor.version"),
                System.getProperty("java.home"));
        for (Path file : files) {
            hash = 31 * hash + file.hashCode();
            try {
                hash = 31 * hash + Files.getLastModifiedTime(file).hashCode();
                hash = 31 * hash + Long.hashCode(Files.size(file));
            } catch (IOException absent) {
                hash = 31 * hash;
            }
        }
        return hash;
    }

    List<String> flags() {
        return switch (state) {
            case USED -> List.of("-XX:AOTCache=" + complete, QUIET, WARN);
            case RECORDED -> List.of("-XX:AOTCacheOutput=" + recording, QUIET, WARN);
            case NONE -> List.of("-Xshare:auto");
        };
    }

    /** Whether the process records, and so takes some seconds longer to end. */
    public boolean isRecording() {
        return state == State.RECORDED;
    }

    /** To be called before the process starts; also clears away what recordings left that never ended in order. */
    public void prepare() {
        if (isRecording()) {
            try {
                Files.createDirectories(directory);
                for (Path stale : matching(directory, "*.recording*")) {
                    if (!recorderLives(stale)) {
                        Files.deleteIfExists(stale);
                    }
                }
            } catch (IOException e) {
                throw new LaunchFailure("%s cannot be made".formatted(directory), e);
            }
        }
    }

    /** To be called when the process has ended: what it recorded is kept, or cleared away when it did not end in order. */
    public void settle(boolean endedInOrder) {
        if (!isRecording()) {
            return;
        }
        try {
            if (endedInOrder && Files.exists(recording)) {
                for (Path older : matching(directory, partPrefix() + "*.aot")) {
                    Files.deleteIfExists(older);
                }
                Files.move(recording, complete, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(recording);
            }
        } catch (IOException e) {
            throw new LaunchFailure("%s cannot be put in place".formatted(complete), e);
        }
    }

    private String partPrefix() {
        String name = complete.getFileName().toString();
        return name.substring(0, name.lastIndexOf('-') + 1);
    }

    /** Whether the launcher whose pid stands in the name is still there. */
    private static boolean recorderLives(Path recording) {
        Matcher pid = RECORDER.matcher(recording.getFileName().toString());
        return pid.find() && ProcessHandle.of(Long.parseLong(pid.group(1))).isPresent();
    }

    private static List<Path> matching(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            files.forEach(found::add);
        }
        return found;
    }
}
