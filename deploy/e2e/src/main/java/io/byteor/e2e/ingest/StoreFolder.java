package io.byteor.e2e.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of ingest's store, looked into from outside; ingest may be at work in it.
 *
 * @param root the folder itself
 */
record StoreFolder(Path root) {
    /** All that may lie in a store in which nothing goes on and nothing waits. */
    private static final Pattern SETTLED =
            Pattern.compile("spool\\.lock|bundles/[0-9a-f]{64}/(bundle\\.json|documents\\.tar|data/.+)");

    /** Bundles on their way in. */
    int uploads() throws IOException {
        return entries("uploads").size();
    }

    /** Blobs of which some bytes have arrived, and not all. */
    int parts() throws IOException {
        int parts = 0;
        for (Path agent : entries("staged")) {
            for (Path blob : entries(agent.toString())) {
                parts += blob.toString().endsWith(".part") && hasBytes(entries(blob.toString())) ? 1 : 0;
            }
        }
        return parts;
    }

    private static boolean hasBytes(List<Path> part) throws IOException {
        try {
            return !part.isEmpty() && Files.size(part.getFirst()) > 0;
        } catch (NoSuchFileException e) {
            return false; // complete by now
        }
    }

    int bundles() throws IOException {
        return entries("bundles").size();
    }

    int unannounced() throws IOException {
        return entries("unannounced").size();
    }

    private List<Path> entries(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.toList();
        } catch (NoSuchFileException e) {
            return List.of(); // not there yet, or gone again
        }
    }

    /** Files that are no part of a stored bundle: what is staged, and whatever else was left behind. */
    List<String> strays() throws IOException {
        List<String> strays = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> !Files.isDirectory(file))
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> !SETTLED.matcher(file).matches())
                    .forEach(strays::add);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return strays(); // something is being removed
            }
            throw e;
        }
        return strays;
    }
}
