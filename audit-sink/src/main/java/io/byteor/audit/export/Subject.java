package io.byteor.audit.export;

import static io.byteor.audit.export.Column.Type.JSON;
import static io.byteor.audit.export.Column.Type.TEXT;
import static io.byteor.audit.export.Column.Type.TIME;
import static io.byteor.audit.export.Column.Type.WHOLE;

import io.byteor.schemas.audit.Wording;
import java.util.List;

/** What an export has a row for each of. */
public enum Subject implements Wording {
    /** Actions, replay by replay in the order of their arrival, each by its number. */
    ACTIONS(List.of(
            new Column("replayId", TEXT),
            new Column("seq", WHOLE),
            new Column("role", TEXT),
            new Column("lane", TEXT),
            new Column("stage", TEXT),
            new Column("originLane", TEXT),
            new Column("originSequence", WHOLE),
            new Column("ordinal", WHOLE),
            new Column("target", TEXT),
            new Column("toLane", TEXT),
            new Column("decision", TEXT),
            new Column("reason", TEXT),
            new Column("key", TEXT),
            new Column("payloadSha256", TEXT),
            new Column("payloadBytes", WHOLE),
            new Column("at", TIME),
            new Column("leaf", TEXT))),
    /** Replays and rejected requests, in the order of their arrival. */
    REPLAYS(List.of(
            new Column("replayId", TEXT),
            new Column("outcome", TEXT),
            new Column("decision", TEXT),
            new Column("bundleId", TEXT),
            new Column("rootBundleId", TEXT),
            new Column("mode", TEXT),
            new Column("environment", TEXT),
            new Column("specHash", TEXT),
            new Column("requestDigest", TEXT),
            new Column("approvalId", TEXT),
            new Column("requester", TEXT),
            new Column("reason", TEXT),
            new Column("ticket", TEXT),
            new Column("findings", JSON),
            new Column("agentId", TEXT),
            new Column("incidentId", TEXT),
            new Column("pipeline", TEXT),
            new Column("approvers", JSON),
            new Column("listed", WHOLE),
            new Column("stored", WHOLE),
            new Column("requestedAt", TIME),
            new Column("decidedAt", TIME),
            new Column("startedAt", TIME),
            new Column("finishedAt", TIME)));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which the checker cannot see in the type
    private final List<Column> columns;

    Subject(List<Column> columns) {
        this.columns = columns;
    }

    /** In the order in which they stand. */
    public List<Column> columns() {
        return columns;
    }
}
