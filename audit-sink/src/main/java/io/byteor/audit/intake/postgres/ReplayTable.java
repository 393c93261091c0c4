package io.byteor.audit.intake.postgres;

import io.byteor.schemas.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import org.jboss.logging.Logger;

/** The rows of the replays that a batch touches: made where they are missing, and locked, in one order for all writers. */
final class ReplayTable {
    private static final String MAKE = """
            INSERT INTO replay (replay_id, day)
            SELECT id, ? FROM unnest(?::text[]) AS id ON CONFLICT (replay_id) DO NOTHING""";
    private static final String LOCK = """
            SELECT replay_id, day, tree_size, tree_frontier, audited_root, audited_listed,
                EXISTS (SELECT FROM retired_day d WHERE d.day = replay.day) AS retired
            FROM replay WHERE replay_id = ANY (?) ORDER BY replay_id FOR UPDATE""";
    private static final String SAVE =
            "UPDATE replay SET tree_size = ?, tree_frontier = ?, root_matched = ?, changed = pg_current_xact_id()"
                    + " WHERE replay_id = ?";

    private static final Logger LOG = Logger.getLogger(ReplayTable.class);

    private ReplayTable() {}

    /** @param today the day of those that are new */
    static Map<String, ReplayRow> lock(Connection connection, SortedSet<String> replayIds, LocalDate today)
            throws SQLException {
        Map<String, ReplayRow> rows = new HashMap<>();
        if (replayIds.isEmpty()) {
            return rows;
        }
        var ids = connection.createArrayOf("text", replayIds.toArray());
        try (PreparedStatement make = connection.prepareStatement(MAKE)) {
            make.setObject(1, today);
            make.setArray(2, ids);
            make.executeUpdate();
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, ids);
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    ReplayRow read = read(row);
                    rows.put(read.replayId(), read);
                }
            }
        }
        return rows;
    }

    private static ReplayRow read(ResultSet row) throws SQLException {
        ReplayRow replay = new ReplayRow(
                row.getString("replay_id"),
                row.getObject("day", LocalDate.class),
                row.getLong("tree_size"),
                row.getBytes("tree_frontier"),
                row.getBytes("audited_root"),
                row.getLong("audited_listed"),
                row.getBoolean("retired"));
        if (!replay.sound()) {
            LOG.errorf(
                    "%s: replay %s: somebody changed tree_size or tree_frontier of its row. Its actions are taken, its tree stands"
                            + " still until the columns are put right (audit.md)",
                    ErrorCode.AUDIT_NOT_INTACT, replay.replayId());
        }
        return replay;
    }

    static void save(Connection connection, Collection<ReplayRow> rows) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            for (ReplayRow row : rows) {
                save.setLong(1, row.treeSize());
                save.setBytes(2, row.frontier());
                save.setObject(3, row.rootMatched(), Types.BOOLEAN);
                save.setString(4, row.replayId());
                save.addBatch();
            }
            save.executeBatch();
        }
    }
}
