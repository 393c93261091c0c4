package io.byteor.store;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Reads stored content by its digest. Thread-safe; each channel belongs to its caller. */
public interface ArtifactReader {
    /**
     * Opens content for reading. The store does not hash on reading: whoever needs certainty verifies what arrives.
     *
     * @throws java.nio.file.NoSuchFileException if nothing is stored under this digest
     */
    SeekableByteChannel open(Digest content) throws IOException;
}
