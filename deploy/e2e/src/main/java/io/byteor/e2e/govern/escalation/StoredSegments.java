package io.byteor.e2e.govern.escalation;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The journal of a stored bundle, as one finds it who has the disk in his hands. */
final class StoredSegments {
    private StoredSegments() {}

    /**
     * Changes the last byte of each.
     *
     * @param data of the system
     * @throws IllegalStateException if there are none
     */
    static void damage(Path data, String bundleId) throws IOException {
        Path journal = data.resolve("store/bundles")
                .resolve(Digest.parse(bundleId).hex())
                .resolve("data/journal");
        try (Stream<Path> files = Files.walk(journal)) {
            Path[] segments =
                    files.filter(file -> file.toString().endsWith(".avro")).toArray(Path[]::new);
            for (Path segment : segments) {
                byte[] bytes = Files.readAllBytes(segment);
                bytes[bytes.length - 1] ^= 1;
                Files.write(segment, bytes);
            }
            if (segments.length == 0) {
                throw new IllegalStateException("no segment under " + journal);
            }
        }
    }
}
