package io.byteor.audit.query.store;

import io.agroal.api.AgroalDataSource;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows straight from the driver, for pages of a thousand: no session keeps them, and no transaction goes beyond the statement.
 * Thread-safe.
 */
@ApplicationScoped
class Reading {
    private final AgroalDataSource database;

    Reading(AgroalDataSource database) {
        this.database = database;
    }

    /** Gives a statement its values. */
    @FunctionalInterface
    interface Values {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** What is made of a row. */
    @FunctionalInterface
    interface Row<R> {
        R of(ResultSet row) throws SQLException;
    }

    /**
     * All rows that answer the statement.
     *
     * @throws ByteorException UNAVAILABLE where the database does not answer
     */
    <R> List<R> rows(String sql, Values values, Row<R> row) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            values.bind(statement);
            List<R> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row.of(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
        }
    }
}
