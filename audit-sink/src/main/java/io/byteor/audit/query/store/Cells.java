package io.byteor.audit.query.store;

import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns as the API shows them. */
final class Cells {
    private static final String DIGEST = "sha256:";

    private Cells() {}

    /** JSON that the intake wrote, as it stands. */
    static @Nullable Object json(@Nullable String text) {
        return text == null ? null : new RawValue(text);
    }

    static @Nullable String digest(byte @Nullable [] raw) {
        return raw == null ? null : DIGEST + HexFormat.of().formatHex(raw);
    }

    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
