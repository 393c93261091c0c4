package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Reads the files of stored bundles. Thread-safe; each channel belongs to its caller. */
public interface ArtifactReader {
    /**
     * Opens a file of a bundle. The store does not hash on reading: whoever needs certainty verifies what arrives. A channel
     * that is open outlives the removal of its bundle where the store can keep it so, and otherwise fails.
     *
     * @param path as the bundle names it; the record of the bundle is asked for it, never the file system
     * @throws java.nio.file.NoSuchFileException if there is no such bundle, or no such file in it
     */
    SeekableByteChannel open(Digest bundleId, String path) throws IOException;
}
