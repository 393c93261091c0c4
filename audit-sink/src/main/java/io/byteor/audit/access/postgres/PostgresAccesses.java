package io.byteor.audit.access.postgres;

import io.agroal.api.AgroalDataSource;
import io.byteor.audit.access.AccessView;
import io.byteor.audit.access.Accesses;
import io.byteor.audit.access.WantedAccesses;
import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.store.Conditions;
import io.byteor.audit.query.store.Lists;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Conditions shown = Conditions.on("x")
                .whollyWithin(reach)
                .of(wanted.person())
                .equal("kind", wanted.kind() == null ? null : wanted.kind().text())
                .equal("replay_id", wanted.replayId())
                .equal("bundle_id", wanted.bundleId())
                .during("began_at", wanted.began());
        if (after != null) {
            shown.before(lists.cursors().open(question, "after", after)[0]);
        }
        return Page.of(
                read(shown, limit + 1),
                limit,
                Row::view,
                last -> lists.cursors().seal(question, last.arrival()));
    }

    @Override
    public Optional<AccessView> one(String accessId, Reach reach) {
        return read(Conditions.on("x").whollyWithin(reach).equal("access_id", accessId), 1).stream()
                .map(Row::view)
                .findFirst();
    }

    private List<Row> read(Conditions shown, int limit) {
        String sql = "SELECT * FROM access x WHERE " + shown.plain() + " ORDER BY x.arrival DESC LIMIT " + limit;
        try (Connection connection = database.getConnection();
                PreparedStatement read = connection.prepareStatement(sql)) {
            shown.bind(read, 1);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong("arrival"), view(row)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private record Row(long arrival, AccessView view) {}

    private static AccessView view(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes("sha256");
        String answeredFrom = row.getString("answered_from");
        return new AccessView(
                row.getString("access_id"),
                row.getString("issuer") + "#" + row.getString("subject"),
                texts(row, "roles"),
                row.getString("kind"),
                json(row.getString("asked")),
                row.getString("replay_id"),
                row.getString("bundle_id"),
                texts(row, "environments"),
                answeredFrom == null ? null : json(answeredFrom),
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

    static ByteorException unavailable(SQLException e) {
        return new ByteorException(ErrorCode.UNAVAILABLE, "the database does not answer", null, null, e);
    }
}
