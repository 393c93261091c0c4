package io.byteor.audit.access.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.access.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** {@link Standing} by the offsets of the intake. */
@ApplicationScoped
public class PostgresStanding implements Standing {
    private static final String SQL = """
            SELECT json_build_object('offsets', coalesce(json_object_agg(topic, partitions ORDER BY topic), '{}'::json))::text
            FROM (SELECT topic, json_object_agg(partition, next ORDER BY partition) AS partitions
                  FROM sink_offset GROUP BY topic) AS topics""";

    private final AgroalDataSource database;

    PostgresStanding(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public String now() {
        try (Connection connection = database.getConnection()) {
            return of(connection);
        } catch (SQLException e) {
            throw PostgresAccesses.unavailable(e);
        }
    }

    /** The same, in the connection's transaction. */
    public static String of(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(SQL);
                ResultSet answer = ask.executeQuery()) {
            answer.next();
            return answer.getString(1);
        }
    }
}
