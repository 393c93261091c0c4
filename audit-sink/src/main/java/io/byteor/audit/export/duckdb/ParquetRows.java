package io.byteor.audit.export.duckdb;

import io.byteor.audit.export.Column;
import io.byteor.audit.export.RowWriter;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Rows into a table of a DuckDB database beside the file, and the table into the file, in their order. What DuckDB holds in
 * memory, outside of the heap, is bounded; the rest is on disk.
 */
public final class ParquetRows implements RowWriter {
    private static final String MEMORY = "128MB";
    /** After so many rows the appender's go to the database, and its size is looked at. */
    private static final int BATCH = 50_000;

    private static final String TABLE = "export_rows";
    /** What was answered from, in the file's metadata. */
    static final String ANSWERED_FROM = "byteor.answeredFrom";

    private final List<Column> columns;
    private final Path file;
    private final String answeredFrom;
    private final long mostBytes;
    private final Path stored;
    private final DuckDBConnection database;
    private final DuckDBAppender appender;
    private long rows;

    /**
     * @param file in a folder of its own
     * @param mostBytes that the database may take on disk
     */
    public ParquetRows(List<Column> columns, Path file, String answeredFrom, long mostBytes) throws IOException {
        this.columns = columns;
        this.file = file;
        this.answeredFrom = answeredFrom;
        this.mostBytes = mostBytes;
        this.stored = file.resolveSibling("rows.duckdb");
        try {
            this.database = open(stored);
            this.appender = appender();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DuckDBConnection open(Path stored) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("threads", "1");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("temp_directory", stored.resolveSibling("rows.tmp").toString());
        return DriverManager.getConnection("jdbc:duckdb:" + stored, settings).unwrap(DuckDBConnection.class);
    }

    private DuckDBAppender appender() throws SQLException {
        String definition = columns.stream()
                .map(column -> "\"%s\" %s".formatted(column.name(), type(column.type())))
                .collect(Collectors.joining(", "));
        try (Statement create = database.createStatement()) {
            create.execute("CREATE TABLE %s (%s)".formatted(TABLE, definition));
            return database.createAppender(DuckDBConnection.DEFAULT_SCHEMA, TABLE);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case TEXT, JSON -> "VARCHAR";
            case WHOLE -> "BIGINT";
            case TIME -> "TIMESTAMPTZ";
        };
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        try {
            appender.beginRow();
            for (int column = 0; column < values.length; column++) {
                append(columns.get(column).type(), values[column]);
            }
            appender.endRow();
            if (++rows % BATCH == 0) {
                appender.flush();
                requireRoom();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void append(Column.Type type, @Nullable Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
            return;
        }
        switch (type) {
            case TEXT, JSON -> appender.append((String) value);
            case WHOLE -> appender.append((long) value);
            case TIME -> appender.append(((Instant) value).atOffset(ZoneOffset.UTC));
        }
    }

    private void requireRoom() throws IOException {
        long bytes = Files.size(stored);
        if (bytes > mostBytes) {
            throw new ByteorException(ErrorCode.EXPORT_TOO_LARGE, "at most " + mostBytes + " bytes", "bytes", bytes);
        }
    }

    @Override
    public void finish() throws IOException {
        try (Statement copy = database.createStatement()) {
            appender.flush();
            copy.execute("COPY %s TO %s (FORMAT parquet, COMPRESSION zstd, KV_METADATA {%s: %s})"
                    .formatted(TABLE, literal(file.toString()), literal(ANSWERED_FROM), literal(answeredFrom)));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws IOException {
        try (database;
                appender) {
            rows = 0;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static ByteorException failed(SQLException e) {
        return new ByteorException(ErrorCode.INTERNAL, "the Parquet file could not be made", null, null, e);
    }
}
