package io.byteor.audit.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where files are made before they go out: a directory of this process alone. Thread-safe. */
public final class Spool {
    private final Path directory;

    /** Empties the directory of what a process that was killed has left there. */
    public Spool(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory)) {
            for (Path folder : folders) {
                remove(folder);
            }
        }
    }

    /** A new folder, readable by its owner alone. */
    Path folder() throws IOException {
        return Files.createTempDirectory(directory, "export-");
    }

    /** Removes a folder with whatever is in it. */
    static void remove(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path entry : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
