package io.byteor.audit.intake.postgres;

import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was said to a replay while it ran: the answer to its start, which stands as it first came, and every control. */
final class RunTables {
    private static final String STARTED = """
            UPDATE replay SET start_answer = ?, start_findings = ?, start_at = ?
            WHERE replay_id = ? AND start_answer IS NULL""";
    private static final String CONTROL = """
            INSERT INTO replay_control (replay_id, revision, environment, wanted, by_issuer, by_subject, reason, ticket,
                changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (replay_id, revision) DO NOTHING""";

    private RunTables() {}

    static void granted(Connection connection, StartGranted event) throws SQLException {
        started(connection, "granted", null, event.getAt(), event.getReplayId());
    }

    static void refused(Connection connection, StartRefused event) throws SQLException {
        started(connection, "refused", FactJson.findings(event.getFindings()), event.getAt(), event.getReplayId());
    }

    private static void started(
            Connection connection, String answer, @Nullable String findings, Instant at, String replayId)
            throws SQLException {
        Statements.update(connection, STARTED, answer, findings, at, replayId);
    }

    static void control(Connection connection, ReplayControl event) throws SQLException {
        Statements.update(
                connection,
                CONTROL,
                event.getReplayId(),
                event.getRevision(),
                event.getEnvironment(),
                event.getWanted(),
                event.getBy().getIssuer(),
                event.getBy().getSubject(),
                event.getReason(),
                event.getTicket(),
                event.getChangedAt());
    }
}
