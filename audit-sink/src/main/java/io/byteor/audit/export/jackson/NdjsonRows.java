package io.byteor.audit.export.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.byteor.audit.export.Column;
import io.byteor.audit.export.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object a line, in UTF-8; a value that is null stands as null. */
public final class NdjsonRows implements RowWriter {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final SerializedString NO_SPACE = new SerializedString("");

    private final List<Column> columns;
    private final JsonGenerator out;

    /** @param out is left open */
    public NdjsonRows(List<Column> columns, OutputStream out) throws IOException {
        this.columns = columns;
        this.out = JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setRootValueSeparator(NO_SPACE);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        out.writeStartObject();
        for (int column = 0; column < values.length; column++) {
            out.writeFieldName(columns.get(column).name());
            value(columns.get(column).type(), values[column]);
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private void value(Column.Type type, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (type) {
            case TEXT, TIME -> out.writeString(value.toString());
            case WHOLE -> out.writeNumber((long) value);
            case JSON -> out.writeRawValue(value.toString());
        }
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
