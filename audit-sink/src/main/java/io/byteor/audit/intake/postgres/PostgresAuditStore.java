package io.byteor.audit.intake.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.audit.intake.RefusedException;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.StoreUnavailableException;
import io.byteor.schemas.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postgresql.util.PSQLState;

/** {@link AuditStore} over a pool of connections. The database's own commit decides; nothing is remembered here. */
@ApplicationScoped
public class PostgresAuditStore implements AuditStore {
    private final AgroalDataSource database;
    private final InstantSource clock;
    private final DayPartitions partitions = new DayPartitions();
    private final PathChoice path = new PathChoice();

    PostgresAuditStore(AgroalDataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public long next(Topic topic, int partition) {
        try (Connection connection = database.getConnection()) {
            return OffsetTable.next(connection, topic, partition);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Taken take(List<Slice> batch) {
        try {
            if (path.isStraight()) {
                try {
                    return transaction(batch, ActionTable::copy);
                } catch (SQLException e) {
                    if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
                        throw e;
                    }
                    path.duplicateShowed();
                }
            }
            Taken taken = transaction(batch, ActionTable::merge);
            path.staged(taken);
            return taken;
        } catch (SQLException e) {
            throw Refusals.is(e) ? new RefusedException(e.getSQLState(), e) : unavailable(e);
        }
    }

    /** How the actions of a batch get into their table. */
    private interface ActionPath {
        /** @param actions by replay, each one's in the order of its partition */
        Taken put(Connection connection, SortedMap<String, List<Entry.Action>> actions, Map<String, ReplayRow> replays)
                throws SQLException;
    }

    private Taken transaction(List<Slice> batch, ActionPath actions) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                partitions.ensure(connection, today);
                planOnce(connection);
                OffsetTable.move(connection, batch);
                Taken taken = put(connection, batch, actions, now, today);
                connection.commit();
                committed = true;
                return taken;
            } finally {
                if (!committed) {
                    rollBack(connection);
                }
            }
        }
    }

    /** The same few statements by key, over and over, need no plan for each row's values, as the questions do. */
    private static void planOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = auto");
        }
    }

    private static Taken put(Connection connection, List<Slice> batch, ActionPath path, Instant now, LocalDate today)
            throws SQLException {
        Map<String, List<Entry.Action>> byReplay = new HashMap<>();
        List<Entry> facts = new ArrayList<>();
        SortedSet<String> replayIds = new TreeSet<>();
        for (Slice slice : batch) {
            for (Entry entry : slice.entries()) {
                if (entry instanceof Entry.Action action) {
                    byReplay.computeIfAbsent(action.replayId(), _ -> new ArrayList<>())
                            .add(action);
                } else {
                    facts.add(entry);
                    replayId(entry).ifPresent(replayIds::add);
                }
            }
        }
        // Rows that go in side by side lie so in the table and in its index.
        SortedMap<String, List<Entry.Action>> actions = new TreeMap<>(byReplay);
        replayIds.addAll(actions.keySet());
        Map<String, ReplayRow> replays = ReplayTable.lock(connection, replayIds, today);
        for (Slice slice : batch) {
            RecordLog.append(connection, slice, now);
        }
        for (Entry fact : facts) {
            Facts.put(connection, fact, replays, now);
        }
        int arrived = count(actions);
        actions.keySet().removeIf(replayId -> row(replays, replayId).retired());
        int late = arrived - count(actions);
        Taken taken = actions.isEmpty() ? new Taken(0, 0, 0) : path.put(connection, actions, replays);
        ReplayTable.save(connection, replays.values());
        return new Taken(taken.rows(), taken.repeated() + late, taken.contradicting());
    }

    private static int count(Map<String, List<Entry.Action>> actions) {
        return actions.values().stream().mapToInt(List::size).sum();
    }

    /** The replay whose row the entry changes. */
    static Optional<String> replayId(Entry entry) {
        return switch (entry) {
            case Entry.Action action -> Optional.of(action.replayId());
            case Entry.Audited(var event, var _) -> Optional.of(event.getReplayId());
            case Entry.Requested(var event) -> Optional.of(event.getReplayId());
            case Entry.Accepted(var event) -> Optional.of(event.getReplayId());
            case Entry.Rejected(var event) -> Optional.of(event.getReplayId());
            case Entry.Granted(var event) -> Optional.of(event.getReplayId());
            case Entry.Refused(var event) -> Optional.of(event.getReplayId());
            case Entry.ControlRequested _,
                    Entry.Control _,
                    Entry.Captured _,
                    Entry.Deleted _,
                    Entry.Approval _,
                    Entry.Escalation _,
                    Entry.Environment _,
                    Entry.Agent _,
                    Entry.Pipeline _,
                    Entry.Accessed _ -> Optional.empty();
        };
    }

    static ReplayRow row(Map<String, ReplayRow> replays, String replayId) {
        ReplayRow row = replays.get(replayId);
        if (row == null) {
            throw new IllegalStateException("the row of a replay in the batch is not locked");
        }
        return row;
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // The connection is gone, and the transaction with it; what went wrong first is on its way up.
        }
    }

    private static StoreUnavailableException unavailable(SQLException e) {
        return new StoreUnavailableException("the database: " + e.getSQLState() + " " + e.getMessage(), e);
    }
}
