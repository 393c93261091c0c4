package io.byteor.audit.export.postgres;

import io.byteor.audit.export.ExportQuery;
import io.byteor.audit.query.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The replays of a query, as a condition. Names of columns are ours, values are anybody's. Immutable once made. */
final class Replays {
    private final StringJoiner sql = new StringJoiner(" AND ");
    private final List<Object> values = new ArrayList<>();

    Replays(ExportQuery query, Reach reach) {
        sql.add("true");
        and("environment = ?", query.environment());
        and("replay_id = ?", query.replayId());
        and("bundle_id = ?", query.bundleId());
        and("mode = ?", query.mode());
        and("requested_at >= ?", at(query.from()));
        and("requested_at < ?", at(query.to()));
        if (!reach.all()) {
            and("environment = ANY (?::text[])", reach.environments().toArray(String[]::new));
        }
    }

    private void and(String condition, @Nullable Object value) {
        if (value != null) {
            sql.add(condition);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A question about them, in whose text {@code %s} stands for the condition. */
    PreparedStatement ask(Connection connection, String question) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(question.formatted(sql));
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
