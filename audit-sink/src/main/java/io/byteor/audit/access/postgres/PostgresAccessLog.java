package io.byteor.audit.access.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.access.Access;
import io.byteor.audit.access.AccessEnd;
import io.byteor.audit.access.AccessLog;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** {@link AccessLog} over a pool of connections; each record is a transaction of its own. */
@ApplicationScoped
public class PostgresAccessLog implements AccessLog {
    private static final String BEGIN = """
            INSERT INTO access (issuer, subject, roles, kind, asked, replay_id, environments, masked, began_at, answered_from,
                finished_at, rows, bytes, sha256, outcome, code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, %s), ?, ?, ?, ?, ?, ?) RETURNING access_id""".formatted(Standing.SQL);
    private static final String END =
            "UPDATE access SET finished_at = ?, rows = ?, bytes = ?, sha256 = ?, outcome = ?, code = ? WHERE access_id = ?";
    private static final int BEGIN_COLUMNS = 10;

    private final AgroalDataSource database;
    private final InstantSource clock;

    PostgresAccessLog(AgroalDataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String begin(Access access) {
        return write(access, null);
    }

    @Override
    public void whole(Access access, AccessEnd end) {
        write(access, end);
    }

    private String write(Access access, @Nullable AccessEnd end) {
        try (Connection connection = database.getConnection();
                PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, access.reader().issuer());
            begin.setString(2, access.reader().subject());
            begin.setArray(
                    3,
                    texts(connection, access.reader().roles().stream().sorted().toArray()));
            begin.setString(4, access.kind().text());
            begin.setString(5, access.asked());
            begin.setString(6, access.replayId());
            begin.setArray(
                    7,
                    texts(
                            connection,
                            access.reach().environments().stream().sorted().toArray()));
            begin.setArray(8, texts(connection, access.masked().toArray()));
            begin.setObject(9, now());
            begin.setString(BEGIN_COLUMNS, access.answeredFrom());
            bind(begin, BEGIN_COLUMNS, end);
            try (ResultSet written = begin.executeQuery()) {
                written.next();
                return written.getString(1);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void end(String accessId, AccessEnd end) {
        try (Connection connection = database.getConnection();
                PreparedStatement finish = connection.prepareStatement(END)) {
            finish.setString(1 + bind(finish, 0, end), accessId);
            finish.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Binds the six columns of an end behind so many others; nulls where there is none yet. */
    private int bind(PreparedStatement statement, int behind, @Nullable AccessEnd end) throws SQLException {
        int column = behind;
        statement.setObject(++column, end == null ? null : now(), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(++column, end == null ? null : end.rows(), Types.BIGINT);
        statement.setObject(++column, end == null ? null : end.bytes(), Types.BIGINT);
        Digest sha256 = end == null ? null : end.sha256();
        statement.setBytes(++column, sha256 == null ? null : sha256.raw());
        statement.setString(++column, end == null ? null : end.outcome().text());
        statement.setString(
                ++column, end == null || end.code() == null ? null : end.code().name());
        return column;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static java.sql.Array texts(Connection connection, Object... texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }

    static ByteorException unavailable(SQLException e) {
        return new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
    }
}
