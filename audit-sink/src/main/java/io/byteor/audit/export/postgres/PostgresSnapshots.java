package io.byteor.audit.export.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.export.Deadline;
import io.byteor.audit.export.ExportQuery;
import io.byteor.audit.export.Snapshot;
import io.byteor.audit.export.Snapshots;
import io.byteor.audit.export.Subject;
import io.byteor.audit.intake.postgres.DayPartitions;
import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * {@link Snapshots} as transactions that read only, each on a connection of the pool. The server ends one that stays open too long.
 * As long as one of actions is open no day can be retired.
 */
@ApplicationScoped
public class PostgresSnapshots implements Snapshots {
    private static final String BEGIN =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL transaction_timeout = '%dms'";

    /** transaction_timeout. */
    private static final String STAYED_OPEN_TOO_LONG = "25P04";

    private final AgroalDataSource database;

    PostgresSnapshots(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public Snapshot open(ExportQuery query, Reach reach, Deadline deadline) {
        try {
            Connection connection = database.getConnection();
            boolean opened = false;
            try {
                connection.setAutoCommit(false);
                try (Statement begin = connection.createStatement()) {
                    begin.execute(BEGIN.formatted(deadline.left().toMillis()));
                    if (query.of() == Subject.ACTIONS) {
                        DayPartitions.keep(begin);
                    }
                }
                Snapshot snapshot = new PostgresSnapshot(connection, new WantedRows(query, reach), deadline);
                opened = true;
                return snapshot;
            } finally {
                if (!opened) {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw failed(e, deadline);
        }
    }

    /** Whoever comes late is told by the server, or finds that it has hung up. */
    static ByteorException failed(SQLException e, Deadline deadline) {
        if (STAYED_OPEN_TOO_LONG.equals(e.getSQLState()) || deadline.passed()) {
            return deadline.exceeded(e);
        }
        return new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
    }
}
