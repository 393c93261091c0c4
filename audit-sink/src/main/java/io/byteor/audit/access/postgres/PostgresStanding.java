package io.byteor.audit.access.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.access.Standing;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.signature.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@link Standing} by the checkpoints of the store and the offsets of the intake, both of one moment. */
@ApplicationScoped
public class PostgresStanding implements Standing {
    private static final String SQL = """
            SELECT o.offsets, c.sequence, c.envelope
            FROM (SELECT coalesce(json_object_agg(topic, partitions), '{}'::json)::text AS offsets
                  FROM (SELECT topic, json_object_agg(partition, next) AS partitions
                        FROM sink_offset GROUP BY topic) AS topics) AS o
            LEFT JOIN (SELECT sequence, envelope FROM audit_checkpoint ORDER BY sequence DESC LIMIT 1) AS c ON true""";

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
            JsonFields offsets = JsonFields.parse(answer.getString("offsets"), "offsets of the intake");
            JsonForm standing = new JsonForm().put("offsets", offsets);
            String envelope = answer.getString("envelope");
            if (envelope != null) {
                standing.put("checkpoint", checkpoint(answer.getLong("sequence"), envelope));
            }
            return standing.canonical();
        }
    }

    private static JsonForm checkpoint(long sequence, String envelope) {
        return new JsonForm().put("sequence", sequence).put("digest", digest(envelope));
    }

    private static @Nullable String digest(String envelope) {
        try {
            return Checkpoint.digest(Envelope.parse(envelope.getBytes(StandardCharsets.UTF_8), "checkpoint"))
                    .toString();
        } catch (ByteorException e) {
            return null; // somebody changed it, which verify tells; the answer is the same
        }
    }
}
