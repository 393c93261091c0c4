package io.byteor.audit.export.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.export.ExportQuery;
import io.byteor.audit.export.Snapshot;
import io.byteor.audit.export.Snapshots;
import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** {@link Snapshots} as transactions that read only, each on a connection of the pool. The server ends one that stays open too long. */
@ApplicationScoped
public class PostgresSnapshots implements Snapshots {
    private static final String BEGIN =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL transaction_timeout = '%dms'";

    private final AgroalDataSource database;

    PostgresSnapshots(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public Snapshot open(ExportQuery query, Reach reach, Duration atMost) {
        try {
            Connection connection = database.getConnection();
            boolean opened = false;
            try {
                connection.setAutoCommit(false);
                try (Statement begin = connection.createStatement()) {
                    begin.execute(BEGIN.formatted(atMost.toMillis()));
                }
                Snapshot snapshot = new PostgresSnapshot(connection, new WantedRows(query, reach));
                opened = true;
                return snapshot;
            } finally {
                if (!opened) {
                    connection.close();
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
