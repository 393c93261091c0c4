package io.byteor.audit.export.csv;

import io.byteor.audit.export.Column;
import io.byteor.audit.export.RowWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** RFC 4180 in UTF-8 under a header. Every value is quoted, but for null, which is nothing at all. */
public final class CsvRows implements RowWriter {
    private final CSVPrinter out;

    /** @param out is left open */
    public CsvRows(List<Column> columns, OutputStream out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setHeader(columns.stream().map(Column::name).toArray(String[]::new))
                .get();
        this.out = new CSVPrinter(new OutputStreamWriter(new LeftOpen(out), StandardCharsets.UTF_8), format);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        out.printRecord(values);
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class LeftOpen extends FilterOutputStream {
        private LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] source, int from, int length) throws IOException {
            out.write(source, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
