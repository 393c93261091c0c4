package io.byteor.runner.bundle;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** The store's content by digest. Thread-safe. */
@FunctionalInterface
public interface Artifacts {
    /**
     * Opens a stored file for reading. What is read is not yet verified.
     *
     * @throws io.byteor.schemas.error.ByteorException FILE_NOT_FOUND where the store has no such content
     * @throws IOException where the store cannot be read now
     */
    SeekableByteChannel open(Digest digest) throws IOException;
}
