package io.byteor.audit.access.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.access.AccessView;
import io.byteor.audit.access.Accesses;
import io.byteor.audit.access.WantedAccesses;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.store.Lists;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** {@link Accesses} by SQL, because an access lies in a set of environments. A page reads one row more than it shows. */
@ApplicationScoped
public class PostgresAccesses implements Accesses {
    private final AgroalDataSource database;
    private final Lists lists;

    PostgresAccesses(AgroalDataSource database, Lists lists) {
        this.database = database;
        this.lists = lists;
    }

    @Override
    public Page<AccessView> page(WantedAccesses wanted, Reach reach, @Nullable String after, int limit) {
        String question = "accesses " + wanted;
        Where where = new Where()
                .and("arrival < ?", after == null ? null : lists.cursors().open(question, "after", after)[0])
                .and("issuer || '#' || subject = ?", wanted.person())
                .and("kind = ?", wanted.kind() == null ? null : wanted.kind().text())
                .and("replay_id = ?", wanted.replayId())
                .and("began_at >= ?", at(wanted.from()))
                .and("began_at < ?", at(wanted.to()))
                .within(reach);
        List<Row> found = where.read(database, " ORDER BY arrival DESC LIMIT " + (limit + 1));
        List<Row> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit
                ? lists.cursors().seal(question, shown.getLast().arrival())
                : null;
        return new Page<>(shown.stream().map(Row::view).toList(), next);
    }

    @Override
    public Optional<AccessView> one(String accessId, Reach reach) {
        return new Where()
                .and("access_id = ?", accessId).within(reach).read(database, "").stream()
                        .map(Row::view)
                        .findFirst();
    }

    private record Row(long arrival, AccessView view) {}

    /** Conditions that hold together. Those on null are none. */
    private static final class Where {
        private final StringJoiner sql = new StringJoiner(" AND ", "SELECT * FROM access WHERE ", "");
        private final List<Object> values = new ArrayList<>();

        private Where and(String condition, @Nullable Object value) {
            if (value != null) {
                sql.add(condition);
                values.add(value);
            }
            return this;
        }

        private Where within(Reach reach) {
            return reach.all()
                    ? this
                    : and("environments <@ ?::text[]", reach.environments().toArray(String[]::new));
        }

        private List<Row> read(AgroalDataSource database, String rest) {
            try (Connection connection = database.getConnection();
                    PreparedStatement read = connection.prepareStatement(sql + rest)) {
                for (int i = 0; i < values.size(); i++) {
                    read.setObject(i + 1, values.get(i));
                }
                List<Row> rows = new ArrayList<>();
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(row.getLong("arrival"), view(row)));
                    }
                }
                return rows;
            } catch (SQLException e) {
                throw PostgresAccessLog.unavailable(e);
            }
        }
    }

    private static AccessView view(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("sha256");
        return new AccessView(
                row.getString("access_id"),
                row.getString("issuer") + "#" + row.getString("subject"),
                texts(row, "roles"),
                row.getString("kind"),
                json(row.getString("asked")),
                row.getString("replay_id"),
                texts(row, "environments"),
                json(row.getString("answered_from")),
                texts(row, "masked"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("finished_at", OffsetDateTime.class)),
                row.getObject("rows", Long.class),
                row.getObject("bytes", Long.class),
                sha256 == null ? null : Digest.ofRaw(sha256).toString(),
                row.getString("outcome"),
                row.getString("code"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Object json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "stored JSON");
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
