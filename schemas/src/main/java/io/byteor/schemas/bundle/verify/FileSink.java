package io.byteor.schemas.bundle.verify;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the files of a bundle while it is still being judged, so that they need not be read twice. */
@FunctionalInterface
public interface FileSink {
    /** Keeps nothing. */
    FileSink NOWHERE = path -> OutputStream.nullOutputStream();

    /**
     * Begins a file. Its path has been found harmless; whether the bundle is valid is not known yet.
     *
     * @return takes the content; closed when all of it has arrived, and also when it has not
     */
    OutputStream create(String path) throws IOException;
}
