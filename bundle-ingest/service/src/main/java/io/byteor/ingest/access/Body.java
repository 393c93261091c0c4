package io.byteor.ingest.access;

import java.io.IOException;
import java.io.OutputStream;

/** What goes out. */
@FunctionalInterface
public interface Body {
    void writeTo(OutputStream out) throws IOException;
}
