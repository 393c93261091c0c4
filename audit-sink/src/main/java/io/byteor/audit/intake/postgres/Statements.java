package io.byteor.audit.intake.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Statements with their parameters in one call. */
final class Statements {
    private Statements() {}

    /** @param parameters in order; an Instant becomes a timestamptz, strings an array of text */
    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, ofJdbc(connection, parameters[i]));
            }
            return statement.executeUpdate();
        }
    }

    private static @Nullable Object ofJdbc(Connection connection, @Nullable Object value) throws SQLException {
        return switch (value) {
            case Instant at -> OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
            case String[] texts -> connection.createArrayOf("text", texts);
            case null, default -> value;
        };
    }
}
