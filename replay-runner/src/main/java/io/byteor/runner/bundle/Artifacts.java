package io.byteor.runner.bundle;

import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** The files of stored bundles. Thread-safe. */
@FunctionalInterface
public interface Artifacts {
    /**
     * Opens a stored file for reading. What is read is not yet verified.
     *
     * @param path in the bundle
     * @throws io.byteor.schemas.error.ByteorException FILE_NOT_FOUND where the store has no such bundle, or no such file in it
     * @throws IOException where the store cannot be read now
     */
    SeekableByteChannel open(Digest bundleId, String path) throws IOException;
}
