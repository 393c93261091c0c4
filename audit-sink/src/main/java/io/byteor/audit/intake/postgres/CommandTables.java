package io.byteor.audit.intake.postgres;

import static io.byteor.schemas.audit.AuditEvents.text;

import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What people ask for, as they filed it. A request fills the row of its replay until the decision does, which repeats it and knows
 * more; so a request that nobody decides can be seen.
 */
final class CommandTables {
    /** A request that names no environment lies in none until it is decided: rows follow from their own records alone. */
    private static final String REQUESTED = """
            UPDATE replay SET bundle_id = ?, mode = ?, environment = ?, approval_id = ?, requester_issuer = ?, requester_subject = ?, reason = ?, ticket = ?, requested_at = ?
            WHERE replay_id = ? AND decision IS NULL AND requested_at IS NULL""";

    private static final String CONTROL_REQUESTED = """
            INSERT INTO control_request (command_id, replay_id, control, by_issuer, by_subject, reason, ticket, requested_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (command_id) DO NOTHING""";

    private CommandTables() {}

    static void requested(Connection connection, ReplayRequested event) throws SQLException {
        Statements.update(
                connection,
                REQUESTED,
                event.getBundleId(),
                text(event.getMode()),
                event.getEnvironment(),
                event.getApprovalId(),
                event.getRequester().getIssuer(),
                event.getRequester().getSubject(),
                event.getReason(),
                event.getTicket(),
                event.getRequestedAt(),
                event.getReplayId());
    }

    static void controlRequested(Connection connection, ReplayControlRequested event) throws SQLException {
        Statements.update(
                connection,
                CONTROL_REQUESTED,
                event.getCommandId(),
                event.getReplayId(),
                event.getControl(),
                event.getBy().getIssuer(),
                event.getBy().getSubject(),
                event.getReason(),
                event.getTicket(),
                event.getAt());
    }
}
