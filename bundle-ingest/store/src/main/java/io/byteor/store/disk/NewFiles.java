package io.byteor.store.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Makes large files. Thread-safe. */
@FunctionalInterface
public interface NewFiles {
    /** Files that stay in the page cache, for who reads them again at once. */
    NewFiles CACHED = CachedFile::create;

    /**
     * Makes a file that does not exist yet.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it does
     */
    NewFile create(Path place) throws IOException;
}
