package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.Entry;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.ReplayAudited;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** Entries other than actions, as rows. What the rows are follows from the entries and when they were taken, and nothing else. */
final class Facts {
    private Facts() {}

    /**
     * Writes the rows of an entry.
     *
     * @param replays the locked rows of the replays that entries tell of
     * @param takenAt when the store took the record, in whole microseconds
     */
    static void put(Connection connection, Entry entry, Map<String, ReplayRow> replays, Instant takenAt)
            throws SQLException {
        switch (entry) {
            case Entry.Action _ -> throw new IllegalArgumentException("actions go by COPY");
            case Entry.Audited audited -> audited(connection, audited, replays, takenAt);
            case Entry.Requested(var event) -> CommandTables.requested(connection, event);
            case Entry.ControlRequested(var event) -> CommandTables.controlRequested(connection, event);
            case Entry.Accepted(var event) -> FactTables.accepted(connection, event);
            case Entry.Rejected(var event) -> FactTables.rejected(connection, event);
            case Entry.Granted(var event) -> RunTables.granted(connection, event);
            case Entry.Refused(var event) -> RunTables.refused(connection, event);
            case Entry.Control(var event) -> RunTables.control(connection, event);
            case Entry.Captured(var event) -> FactTables.captured(connection, event);
            case Entry.Deleted(var event) -> FactTables.deleted(connection, event);
            case Entry.Approval(var event) -> FactTables.approval(connection, event);
            case Entry.Escalation(var event) -> FactTables.escalation(connection, event);
            case Entry.Environment(var event) -> RegistryTable.environment(connection, event);
            case Entry.Agent(var event) -> RegistryTable.agent(connection, event);
            case Entry.Pipeline(var event) -> RegistryTable.pipeline(connection, event);
            case Entry.Accessed(var event) -> AccessTable.accessed(connection, event);
        }
    }

    private static void audited(
            Connection connection, Entry.Audited audited, Map<String, ReplayRow> replays, Instant takenAt)
            throws SQLException {
        ReplayAudited event = audited.event();
        byte[] root = new byte[Digest.LENGTH];
        event.getRoot().get(event.getRoot().position(), root);
        if (FactTables.audited(connection, audited, root, takenAt)) {
            PostgresAuditStore.row(replays, event.getReplayId()).audited(root, event.getListed());
        }
    }
}
