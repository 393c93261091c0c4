package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Reads the files of stored bundles. Thread-safe; each channel belongs to its caller. */
public interface ArtifactReader {
    /**
     * Reads which files a bundle has, once for all that are then opened.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such bundle
     */
    Artifacts artifacts(Digest bundleId) throws IOException;

    /** Opens one file of a bundle; throws as {@link #artifacts} and {@link Artifacts#open}. */
    default SeekableByteChannel open(Digest bundleId, String path) throws IOException {
        return artifacts(bundleId).open(path);
    }

    /** The files of one bundle. Thread-safe. */
    @FunctionalInterface
    interface Artifacts {
        /**
         * Opens a file. The store does not hash on reading: whoever needs certainty verifies what arrives. A channel that is open
         * outlives the removal of its bundle where the store can keep it so, and otherwise fails.
         *
         * @param path as the bundle names it; the record of the bundle is asked for it, never the file system
         * @throws java.nio.file.NoSuchFileException if the bundle has no such file, or the store has lost it
         */
        SeekableByteChannel open(String path) throws IOException;
    }
}
