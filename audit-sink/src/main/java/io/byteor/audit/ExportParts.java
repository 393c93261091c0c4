package io.byteor.audit;

import io.byteor.audit.access.AccessLog;
import io.byteor.audit.config.ExportConfig;
import io.byteor.audit.export.Column;
import io.byteor.audit.export.ExportLimits;
import io.byteor.audit.export.Exports;
import io.byteor.audit.export.Format;
import io.byteor.audit.export.RowWriter;
import io.byteor.audit.export.RowWriters;
import io.byteor.audit.export.Snapshots;
import io.byteor.audit.export.Spool;
import io.byteor.audit.export.csv.CsvRows;
import io.byteor.audit.export.duckdb.ParquetRows;
import io.byteor.audit.export.jackson.NdjsonRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What exports are made of. */
@ApplicationScoped
public class ExportParts {
    @Produces
    @Singleton
    Exports exports(Snapshots snapshots, AccessLog accesses, ExportConfig config, InstantSource clock)
            throws IOException {
        Path directory =
                config.directory().isPresent() ? config.directory().get() : Files.createTempDirectory("byteor-export-");
        ExportLimits limits = new ExportLimits(config.rows(), config.bytes(), config.atOnce(), config.duration());
        return new Exports(snapshots, new Writers(), accesses, new Spool(directory), limits, clock);
    }

    /** Each format by its library. */
    private static final class Writers implements RowWriters {
        @Override
        public RowWriter stream(Format format, List<Column> columns, OutputStream out) throws IOException {
            return switch (format) {
                case NDJSON -> new NdjsonRows(columns, out);
                case CSV -> new CsvRows(columns, out);
                case PARQUET -> throw new IllegalArgumentException("Parquet is made as a file");
            };
        }

        @Override
        public RowWriter parquet(List<Column> columns, Path file, String answeredFrom, long mostBytes)
                throws IOException {
            return new ParquetRows(columns, file, answeredFrom, mostBytes);
        }
    }
}
