package io.byteor.store.disk;

import java.io.Closeable;
import java.io.IOException;

/** A file while it is written, from front to back. Not thread-safe. */
public interface NewFile extends Closeable {
    /** Appends bytes, which the caller may change afterwards. */
    void write(byte[] source, int from, int length) throws IOException;

    /** Bytes that were given to it; while it is open. */
    long length() throws IOException;

    /** Puts all that was written on stable storage and closes the file; its name is there once its folder is synced. */
    void finish() throws IOException;

    /** Closes the file; without {@link #finish} before, what it holds is undefined. */
    @Override
    void close() throws IOException;
}
