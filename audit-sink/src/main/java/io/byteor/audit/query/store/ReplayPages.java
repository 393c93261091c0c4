package io.byteor.audit.query.store;

import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.ReplayPlace;
import io.byteor.audit.query.ReplayView;
import io.byteor.audit.query.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replays as they stand, the newest first. A page reads one row more than it shows. Thread-safe. */
@ApplicationScoped
class ReplayPages {
    /** All that is shown of a replay; its audit is not among it. */
    private static final String COLUMNS =
            "x.replay_id, x.outcome, x.decision, x.bundle_id, x.root_bundle_id, x.mode, x.environment, x.spec_hash,"
                    + " x.request_digest, x.approval_id, x.requester_issuer, x.requester_subject, x.reason, x.ticket, x.findings,"
                    + " x.agent_id, x.incident_id, x.pipeline, x.approvers, x.audited_listed, x.tree_size, x.requested_at,"
                    + " x.decided_at, x.started_at, x.finished_at, x.arrival";

    private final Reading reading;
    private final Lists lists;

    ReplayPages(Reading reading, Lists lists) {
        this.reading = reading;
        this.lists = lists;
    }

    private record Placed(ReplayView view, long arrival) {}

    Page<ReplayView> page(Wanted.Replays wanted, Reach reach, @Nullable String after, int limit) {
        String question = "replays " + wanted;
        Conditions conditions = Conditions.onReplays("x", wanted, reach);
        if (after != null) {
            conditions.before(lists.cursors().open(question, "after", after)[0]);
        }
        return Page.of(
                read(conditions, limit + 1),
                limit,
                Placed::view,
                last -> lists.cursors().seal(question, last.arrival()));
    }

    Optional<ReplayView> one(String replayId) {
        return read(Conditions.on("x").equal("replay_id", replayId), 1).stream()
                .map(Placed::view)
                .findFirst();
    }

    Optional<ReplayPlace> place(String replayId) {
        return reading
                .rows(
                        "SELECT environment, decision IS NOT NULL OR outcome IS NOT NULL, day FROM replay WHERE replay_id = ?",
                        statement -> statement.setString(1, replayId),
                        row -> new ReplayPlace(
                                replayId, row.getString(1), row.getBoolean(2), row.getObject(3, LocalDate.class)))
                .stream()
                .findFirst();
    }

    private List<Placed> read(Conditions conditions, int limit) {
        return reading.rows(
                "SELECT " + COLUMNS + " FROM replay x WHERE " + conditions.plain() + " ORDER BY x.arrival DESC LIMIT ?",
                statement -> statement.setInt(conditions.bind(statement, 1), limit),
                row -> new Placed(view(row), row.getLong(26)));
    }

    private static ReplayView view(ResultSet row) throws SQLException {
        String outcome = row.getString(2);
        String decision = row.getString(3);
        String issuer = row.getString(11);
        long stored = row.getLong(21);
        return new ReplayView(
                row.getString(1),
                state(outcome, decision, stored),
                outcome,
                decision,
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                issuer == null ? null : issuer + "#" + row.getString(12),
                row.getString(13),
                row.getString(14),
                Cells.json(row.getString(15)),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                Cells.texts(row, 19),
                row.getObject(20, Long.class),
                stored,
                Cells.time(row, 22),
                Cells.time(row, 23),
                Cells.time(row, 24),
                Cells.time(row, 25));
    }

    private static String state(@Nullable String outcome, @Nullable String decision, long stored) {
        if (outcome != null) {
            return outcome;
        }
        if (stored > 0) {
            return "running";
        }
        return decision == null ? "requested" : decision;
    }
}
