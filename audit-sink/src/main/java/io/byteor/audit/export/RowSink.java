package io.byteor.audit.export;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where rows go, one by one. Not thread-safe. */
@FunctionalInterface
public interface RowSink {
    /**
     * The next row.
     *
     * @param values one for each column, of the column's type; not kept
     */
    void row(@Nullable Object[] values) throws IOException;
}
