package io.byteor.e2e.question.postgres;

import io.byteor.e2e.question.Population;
import io.byteor.e2e.question.Population.Replay;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.postgresql.PGConnection;

/** The audit store on a connection of its own. Not thread-safe. */
public final class Store implements AutoCloseable {
    private final String jdbcUrl;
    private final String user;
    private final Connection connection;

    public Store(String jdbcUrl, String user) throws SQLException {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        connection = open();
        run("SET TIME ZONE 'UTC'");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, "");
    }

    /** Puts the population in, in the place of an earlier one; counts and statistics too. */
    public void fill(Population population) throws Exception {
        clear(population);
        new DayLoads(this::open, population).load();
        bundles(population);
        replays(population);
        approvals(population);
        accesses(population);
        run("VACUUM ANALYZE replay, bundle, approval, access, action_count, replay_action");
    }

    /** Takes the population out again. */
    public void clear(Population population) throws SQLException {
        for (String table : List.of("replay", "action_count", "access")) {
            run("DELETE FROM " + table + " WHERE replay_id LIKE '" + Population.NAME + "%'");
        }
        for (int day = 0; day < population.days(); day++) {
            run("DROP TABLE IF EXISTS " + DayLoads.partition(Population.FIRST_DAY.plusDays(day)));
        }
        run("DELETE FROM bundle WHERE incident_id LIKE '" + Population.NAME + "%'");
        run("DELETE FROM approval WHERE approval_id LIKE '" + Population.NAME + "%'");
    }

    private void bundles(Population population) throws SQLException {
        try (CopiedRows rows =
                copy("bundle (bundle_id, root_bundle_id, incident_id, title, agent_id, environment, pipeline, version,"
                        + " spec_hash, captured_at, stored_at, directory, files, bytes, lanes)")) {
            for (int bundle = 0; bundle < population.bundles(); bundle++) {
                String id = Population.bundleId(bundle);
                rows.add(
                        id,
                        id,
                        Population.incident(bundle),
                        "lost",
                        Population.NAME + "agent" + bundle % 9,
                        Population.environment(bundle),
                        Population.pipeline(bundle),
                        "1.0.0",
                        Population.specHash(bundle),
                        population.capturedAt(bundle),
                        population.capturedAt(bundle),
                        "bundles/" + bundle,
                        9,
                        4711,
                        "[]");
            }
        }
    }

    private void replays(Population population) throws SQLException {
        try (CopiedRows rows =
                copy("replay (replay_id, day, decision, bundle_id, root_bundle_id, mode, environment, spec_hash,"
                        + " requester_issuer, requester_subject, reason, findings, requested_at, decided_at, tree_size, outcome, audit,"
                        + " audited_listed, finished_at, agent_id, incident_id, pipeline, approvers)")) {
            for (Replay replay : (Iterable<Replay>) population.replays()::iterator) {
                int bundle = replay.bundle();
                rows.add(
                        replay.id(),
                        replay.day(),
                        replay.rejected() ? "rejected" : "accepted",
                        Population.bundleId(bundle),
                        Population.bundleId(bundle),
                        replay.mode(),
                        Population.environment(bundle),
                        Population.specHash(bundle),
                        "https://byteor.local",
                        replay.requesterSubject(),
                        "alerts lost",
                        findings(replay),
                        replay.requestedAt(),
                        replay.requestedAt(),
                        replay.actions(),
                        replay.outcome(),
                        audit(replay),
                        replay.actions(),
                        replay.finishedAt(),
                        Population.NAME + "agent" + bundle % 9,
                        Population.incident(bundle),
                        Population.pipeline(bundle),
                        replay.approved() ? "{" + replay.approver() + "}" : "{}");
            }
        }
    }

    private static String findings(Replay replay) {
        StringJoiner findings = new StringJoiner(",", "[", "]");
        findings.add(
                "{\"code\":\"BUNDLE_UNKNOWN\",\"outcome\":\"passed\",\"evidence\":\"it is known\",\"remedy\":\"\"}");
        replay.codes()
                .forEach(code -> findings.add("{\"code\":\"" + code
                        + "\",\"outcome\":\"failed\",\"evidence\":\"seen\",\"remedy\":\"ask again\"}"));
        return findings.toString();
    }

    private static String audit(Replay replay) {
        String divergence = "null";
        if (replay.compared()) {
            List<Integer> counts = replay.divergence();
            divergence = "{\"same\":%d,\"changed\":%d,\"missing\":%d,\"new\":%d}"
                    .formatted(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
        }
        return "{\"auditVersion\":1,\"divergence\":" + divergence + "}";
    }

    private void approvals(Population population) throws SQLException {
        try (CopiedRows rows =
                copy("approval (approval_id, revision, status, request_digest, bundle_id, mode, environment,"
                        + " posture_digest, required, requester_issuer, requester_subject, votes, reserved_by, requested_at, expires_at,"
                        + " changed_at, reason)")) {
            for (Replay replay : (Iterable<Replay>) population.replays().filter(Replay::approved)::iterator) {
                rows.add(
                        replay.id() + "-approval",
                        3,
                        "started",
                        "sha256:0",
                        Population.bundleId(replay.bundle()),
                        "execute",
                        Population.environment(replay.bundle()),
                        "sha256:0",
                        1,
                        "https://byteor.local",
                        replay.requesterSubject(),
                        "[{\"voter\":\"%s\",\"vote\":\"approve\",\"reason\":\"seen\",\"at\":\"%s\"}]"
                                .formatted(replay.approver(), replay.requestedAt()),
                        replay.id(),
                        replay.requestedAt(),
                        replay.requestedAt(),
                        replay.requestedAt(),
                        "alerts lost");
            }
        }
    }

    private void accesses(Population population) throws SQLException {
        try (CopiedRows rows = copy(
                "access (access_id, issuer, subject, roles, kind, asked, replay_id, environments, masked, began_at,"
                        + " finished_at, rows, bytes, outcome)")) {
            for (Replay replay : (Iterable<Replay>) population.replays().filter(Replay::read)::iterator) {
                rows.add(
                        replay.id() + "-access",
                        "https://byteor.local",
                        replay.approverSubject(),
                        "{approver}",
                        "audit",
                        "{}",
                        replay.id(),
                        "{" + Population.environment(replay.bundle()) + "}",
                        "{}",
                        replay.finishedAt(),
                        replay.finishedAt(),
                        1,
                        Population.AUDIT_BYTES,
                        "completed");
            }
        }
    }

    private CopiedRows copy(String table) throws SQLException {
        return new CopiedRows(
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN"));
    }

    /** The rows of a query, cells with a bar between them, as {@code psql -At} writes them. */
    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int cells = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringJoiner line = new StringJoiner("|");
                for (int cell = 1; cell <= cells; cell++) {
                    String value = row.getString(cell);
                    line.add(value == null ? "" : value);
                }
                rows.add(line.toString());
            }
        }
        return rows;
    }

    /** How the server carried the query out (EXPLAIN, documentation of PostgreSQL), as JSON. */
    public String plan(String sql) throws SQLException {
        return String.join("\n", rows("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql));
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
