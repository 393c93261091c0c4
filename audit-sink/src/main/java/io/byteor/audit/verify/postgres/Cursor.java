package io.byteor.audit.verify.postgres;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of a query, some at a time, within the connection's transaction. */
final class Cursor {
    private Cursor() {}

    /** What is done with a row. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads every row.
     *
     * @param fetch rows that are held at a time
     */
    static void each(Connection connection, int fetch, String sql, Row to, @Nullable Object... parameters) {
        try (PreparedStatement read = connection.prepareStatement(sql)) {
            read.setFetchSize(fetch);
            for (int i = 0; i < parameters.length; i++) {
                read.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    to.read(row);
                }
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static ByteorException unavailable(SQLException e) {
        return new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
    }
}
