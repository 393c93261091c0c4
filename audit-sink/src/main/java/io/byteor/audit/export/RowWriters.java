package io.byteor.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Who writes rows in which format. Thread-safe; a writer is not. */
public interface RowWriters {
    /**
     * Writes row by row into a stream, which stays open.
     *
     * @param format one that is written so, any but {@link Format#PARQUET}
     */
    RowWriter stream(Format format, List<Column> columns, OutputStream out) throws IOException;

    /**
     * Writes a Parquet file, which is there when the writer has finished.
     *
     * @param file in a folder that is the writer's own, and whose removal is the caller's
     * @param answeredFrom stands in the file's metadata
     * @param mostBytes that the folder may take
     */
    RowWriter parquet(List<Column> columns, Path file, String answeredFrom, long mostBytes) throws IOException;
}
