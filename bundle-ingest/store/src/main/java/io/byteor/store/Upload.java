package io.byteor.store;

import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import java.io.IOException;
import java.time.Instant;

/**
 * One bundle on its way in. Memory is constant, whatever its size, but for the record of its files. Files are written one after
 * the other. A path that could leave the upload's own place is refused with IllegalArgumentException, though the verifier has
 * refused it before. Not thread-safe.
 */
public interface Upload extends FileSink, AutoCloseable {
    /**
     * Makes the bundle visible at once and whole, and enters it as not yet announced, in one step that survives a crash. When
     * it returns, everything is on stable storage. A bundle that is already stored stays as it is.
     *
     * @param bundle that the files given to {@link #create} are, as they were verified
     * @param storedAt when it was stored, should it be new
     * @throws io.byteor.schemas.error.ByteorException UNAVAILABLE while the bundle is about to be removed; nothing is stored then
     * @throws StorageFullException if there is no room; so do the streams of {@link #create}
     */
    Commit commit(VerifiedBundle bundle, Instant storedAt) throws IOException;

    /** Removes whatever was not committed. */
    @Override
    void close() throws IOException;

    /**
     * What became of an upload.
     *
     * @param bundle as it is stored
     * @param fresh false where it was stored before
     */
    record Commit(StoredBundle bundle, boolean fresh) {}
}
