package io.byteor.schemas.bundle.verify;

import java.io.IOException;
import java.io.InputStream;

/** The files of one bundle that lie somewhere already. */
@FunctionalInterface
public interface BundleSource {
    /** Shows each file once, in any order. */
    void forEach(FileVisitor visitor) throws IOException;

    /** Looks at files. */
    @FunctionalInterface
    interface FileVisitor {
        /** Looks at one file, whose content is read before this returns. */
        void file(String path, long size, InputStream content) throws IOException;
    }
}
