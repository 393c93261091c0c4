package io.byteor.bench.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes uploads.
 *
 * @param name as it is printed
 * @param ours whether it is ingest
 * @param headers of every request, each with its line end
 * @param method and the path before each upload's number; a path without a slash at its end is the same for all
 * @param kept folders below which it keeps what it was sent, emptied after each run
 */
record Server(String name, boolean ours, int port, String headers, String method, List<Path> kept) {
    /** The request line's beginning for an upload. */
    String request(int number) {
        return method.endsWith("/") ? method + number : method;
    }

    /** Removes what was kept, and has the disk done with it, so that the next contestant pays for its own writes only. */
    void tidy() throws IOException, InterruptedException {
        for (Path folder : kept) {
            empty(folder);
        }
        new ProcessBuilder("sync").start().waitFor();
    }

    private static void empty(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (!folder.equals(root)) {
                    Files.delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
