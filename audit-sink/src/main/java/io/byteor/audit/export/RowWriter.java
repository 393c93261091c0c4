package io.byteor.audit.export;

import java.io.IOException;

/** Rows on their way into one file or stream of a format. Not thread-safe. */
public interface RowWriter extends RowSink, AutoCloseable {
    /** Writes what belongs behind the last row. Nothing is written afterwards. */
    void finish() throws IOException;

    /** Lets go of what it holds. What was not finished is no export. */
    @Override
    void close() throws IOException;
}
