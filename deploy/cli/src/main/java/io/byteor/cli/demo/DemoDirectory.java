package io.byteor.cli.demo;

import io.byteor.backends.process.Directories;
import io.byteor.launcher.Progress;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import io.byteor.launcher.system.Launcher;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A data directory that a demo has for itself, and in it the files that it works on. */
final class DemoDirectory {
    /** Tells a demo's directory, which may be wiped, from any other. */
    private static final String MARK = ".byteor-demo";

    private static final String INPUT = "demo-input";

    private final Path data;

    private DemoDirectory(Path data) {
        this.data = data;
    }

    /**
     * An empty directory; what an earlier demo left in it is stopped and deleted.
     *
     * @throws ByteorException REQUEST_INVALID if a demo runs there, or the directory is not a demo's
     */
    static DemoDirectory fresh(Path data, Progress progress) {
        try {
            if (Files.isDirectory(data) && !isEmpty(data)) {
                wipe(data, progress);
            }
            Files.createDirectories(data.resolve(INPUT));
            Files.createFile(data.resolve(MARK));
            return new DemoDirectory(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wipe(Path data, Progress progress) {
        if (!Files.exists(data.resolve(MARK))) {
            throw refused("a directory that is empty, absent or an earlier demo's", data);
        }
        if (new RunFile(data)
                .read()
                .map(RunState::launcher)
                .filter(ProcessIdentity::isAlive)
                .isPresent()) {
            throw refused("no demo that still runs there; `byteor down --data DIR` stops it", data);
        }
        Launcher.down(data, progress);
        Directories.delete(data);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static ByteorException refused(String expected, Path data) {
        return new ByteorException(ErrorCode.REQUEST_INVALID, expected, "--data", data);
    }

    Path data() {
        return data;
    }

    /** Where the demo's bundle is made. */
    Path bundle() {
        return data.resolve(INPUT).resolve("bundle");
    }

    /** A shipped document or feed, laid out as a file. */
    Path file(String name) {
        Path file = data.resolve(INPUT).resolve(name);
        try (InputStream resource = DemoDirectory.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + name + " is not in the archive");
            }
            if (!Files.exists(file)) {
                Files.copy(resource, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
