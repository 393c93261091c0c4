package io.byteor.audit.retention.postgres;

import io.byteor.audit.intake.postgres.DayPartitions;
import io.byteor.audit.retention.DayTree;
import io.byteor.schemas.audit.log.Retirement;
import io.byteor.schemas.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Removes the actions of whole days. The note and the removal are one transaction: a day has its note exactly when its partition is
 * gone. Thread-safe; of several instances one at a time works on a day.
 */
final class RetiredDays {
    private static final int PIECE = 1_000;
    private static final String PARTITIONS = """
            SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day, c.oid::regclass::text AS partition
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'replay_action'::regclass AND c.relname ~ '^replay_action_[0-9]{8}$'
            ORDER BY 1""";
    /** Readers of all partitions are waited for so long, and not longer, since whoever comes later waits behind. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('byteor.retention'))";
    private static final String IDLE =
            " WHERE day = ? AND tree_size = 0 AND audit IS NULL AND decision IS DISTINCT FROM 'accepted'";
    /** So that nobody adds an action to them unseen. */
    private static final String LOCK_IDLE = "SELECT FROM replay" + IDLE + " FOR UPDATE";
    /** Replays that may still begin have no rows, and can lie on any day. */
    private static final String MOVE_IDLE = "UPDATE replay r SET day = ?" + IDLE
            + " AND NOT EXISTS (SELECT FROM replay_action a WHERE a.replay_id = r.replay_id AND a.day = ?)";

    private static final String UNSETTLED = "SELECT count(*) FROM replay WHERE day = ? AND root_matched IS NOT TRUE";
    /** As {@link DayTree#canHold} has it. */
    private static final String MISPLACED = "SELECT count(*) FROM replay WHERE day = ?"
            + " AND CAST(requested_at AT TIME ZONE 'UTC' AS date) > day + " + DayTree.CLOCKS_APART_DAYS;

    private static final String REPLAYS = """
            SELECT replay_id, audited_listed, audited_root FROM replay
            WHERE day = ? AND audit IS NOT NULL ORDER BY replay_id COLLATE "C\"""";
    private static final String NOTE =
            "INSERT INTO retired_day (day, replays, actions, envelope, retired_at) VALUES (?, ?, ?, ?, ?)";

    private final DataSource database;
    private final String store;
    private final SigningKey key;
    private final DayPartitions partitions = new DayPartitions();

    RetiredDays(DataSource database, String store, SigningKey key) {
        this.database = database;
        this.store = store;
        this.key = key;
    }

    /** What became of a day. */
    enum Outcome {
        RETIRED,
        /** Replays of it have not ended, or did not verify. */
        UNSETTLED,
        /** There are more or fewer rows than its audits list, or a replay of it was asked for later. */
        CONTRADICTED,
        /** Another instance was faster. */
        GONE
    }

    /** Days before this one that still have their actions, the oldest first. */
    List<LocalDate> before(LocalDate day) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PARTITIONS)) {
            while (row.next()) {
                LocalDate found = row.getObject("day", LocalDate.class);
                if (found.isBefore(day)) {
                    days.add(found);
                }
            }
        }
        return days;
    }

    /**
     * Removes the actions of a day, all or none; where it does not, nothing has changed. Replays of it that may still begin move to
     * the present day.
     *
     * @throws SQLException also when readers were in the way for too long
     */
    Outcome retire(LocalDate day, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try (Statement statement = connection.createStatement()) {
                partitions.ensure(connection, LocalDate.ofInstant(now, ZoneOffset.UTC));
                statement.execute(LOCK);
                Outcome outcome = retire(connection, statement, day, now);
                if (outcome == Outcome.RETIRED) {
                    connection.commit();
                    committed = true;
                }
                return outcome;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        }
    }

    private Outcome retire(Connection connection, Statement statement, LocalDate day, Instant now) throws SQLException {
        String partition = DayPartitions.name(day);
        if (count(connection, "SELECT count(to_regclass(?))", partition) == 0) {
            return Outcome.GONE;
        }
        moveIdle(connection, day, LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (count(connection, UNSETTLED, day) > 0) {
            return Outcome.UNSETTLED;
        }
        if (count(connection, MISPLACED, day) > 0) {
            return Outcome.CONTRADICTED;
        }
        DayTree tree = tree(connection, day);
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + partition)) {
            row.next();
            if (row.getLong(1) != tree.actions()) {
                return Outcome.CONTRADICTED;
            }
        }
        note(connection, tree.retirement(store, day, now));
        statement.execute(PATIENCE);
        statement.execute("DROP TABLE " + partition);
        return Outcome.RETIRED;
    }

    private static void moveIdle(Connection connection, LocalDate from, LocalDate to) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_IDLE);
                PreparedStatement move = connection.prepareStatement(MOVE_IDLE)) {
            lock.setObject(1, from);
            lock.execute();
            move.setObject(1, to);
            move.setObject(2, from);
            move.setObject(3, from);
            move.executeUpdate();
        }
    }

    private static DayTree tree(Connection connection, LocalDate day) throws SQLException {
        DayTree tree = new DayTree();
        try (PreparedStatement replays = connection.prepareStatement(REPLAYS)) {
            replays.setObject(1, day);
            replays.setFetchSize(PIECE);
            try (ResultSet row = replays.executeQuery()) {
                while (row.next()) {
                    tree.add(row.getString(1), row.getLong(2), row.getBytes(3));
                }
            }
        }
        return tree;
    }

    private void note(Connection connection, Retirement retirement) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setObject(1, retirement.day());
            note.setLong(2, retirement.replays());
            note.setLong(3, retirement.actions());
            note.setString(4, new String(retirement.sign(key).encoded(), StandardCharsets.UTF_8));
            note.setObject(5, OffsetDateTime.ofInstant(retirement.at(), ZoneOffset.UTC));
            note.executeUpdate();
        }
    }

    private static long count(Connection connection, String query, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
