package io.byteor.backends.testing;

import io.byteor.backends.BackendFailure;
import io.byteor.backends.postgres.EmbeddedDatabase;
import io.byteor.backends.process.Directories;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories of shared sets, one per JVM, named by its process id. */
final class TestData {

    private TestData() {}

    /** A directory for this JVM; those of JVMs that are gone are cleared away, with the database servers they left behind. */
    static Path fresh(Path parent) {
        try {
            Files.createDirectories(parent);
            try (DirectoryStream<Path> earlier = Files.newDirectoryStream(parent, "[0-9]*")) {
                for (Path directory : earlier) {
                    clearIfLeftBehind(directory);
                }
            }
            return parent.resolve(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException failure) {
            throw new BackendFailure("Test data cannot be kept in %s: %s".formatted(parent, failure), failure);
        }
    }

    private static void clearIfLeftBehind(Path directory) {
        long pid = Long.parseLong(directory.getFileName().toString());
        boolean runs =
                pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
        if (!runs) {
            EmbeddedDatabase.endLeftBehind(directory.resolve("database"));
            Directories.delete(directory);
        }
    }
}
