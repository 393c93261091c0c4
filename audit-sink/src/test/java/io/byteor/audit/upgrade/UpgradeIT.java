package io.byteor.audit.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.verify.StoreVerifications;
import io.byteor.audit.verify.Verdict;
import io.byteor.audit.verify.Verified;
import io.byteor.audit.verify.postgres.PostgresSnapshots;
import io.byteor.audit.verify.stored.Snapshot;
import io.byteor.backends.Database;
import io.byteor.backends.testing.TestBackends;
import io.byteor.schemas.signature.KnownKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that a released version made and filled, taken over by this one. */
class UpgradeIT {
    private static final String COLUMNS = """
            SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND c.relname <> 'flyway_schema_history'
            GROUP BY c.relname ORDER BY c.relname""";

    private final Database database = TestBackends.shared().database();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void keepsEveryRowOfAReleasedSchema(int released) throws Exception {
        String url = database.jdbcUrl("upgrade_from_" + released);
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            for (int version = 1; version <= released; version++) {
                migrate(url, Integer.toString(version));
                statement.execute(fixture(version));
            }
            Map<String, String> columns = columns(statement);
            Map<String, List<String>> before = rows(statement, columns);
            assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());

            migrate(url, "latest");

            assertThat(rows(statement, columns)).isEqualTo(before);
            assertThat(columns(statement)).hasSizeGreaterThan(columns.size());
            assertThat(verified(connection))
                    .isNotEmpty()
                    .allSatisfy(
                            it -> assertThat(it.verdict()).as(it.place().text()).isEqualTo(Verdict.UNANCHORED));
        }
    }

    /** What is said of all that is there: no record tells of any of it. */
    private static List<Verified> verified(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Snapshot.Source store = new Snapshot.Source() {
            @Override
            public <T> T read(Function<Snapshot, T> reader) {
                try {
                    return reader.apply(PostgresSnapshots.of(connection, (_, _, _) -> Optional.empty()));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        StoreKeys none = StoreKeys.of(Optional.empty(), new KnownKeys(List.of()));
        List<Verified> verified = new StoreVerifications(
                        store, none, () -> 0, InstantSource.system(), Duration.ZERO, Duration.ofDays(1))
                .page(null, null, Integer.MAX_VALUE);
        connection.rollback();
        return verified;
    }

    private void migrate(String url, String target) {
        Flyway.configure()
                .dataSource(url, database.user(), database.password())
                .locations("classpath:db/migration")
                .target(target)
                // What is made anew by every release is made for the newest tables alone.
                .repeatableSqlMigrationPrefix(target.equals("latest") ? "R" : "none")
                .load()
                .migrate();
    }

    private static Map<String, String> columns(Statement statement) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                columns.put(row.getString(1), row.getString(2));
            }
        }
        return columns;
    }

    private static Map<String, List<String>> rows(Statement statement, Map<String, String> columns)
            throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : columns.entrySet()) {
            List<String> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT to_jsonb(t)::text FROM (SELECT " + table.getValue()
                    + " FROM " + table.getKey() + ") t ORDER BY 1")) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            rows.put(table.getKey(), found);
        }
        return rows;
    }

    private static String fixture(int version) throws IOException {
        try (InputStream fixture = UpgradeIT.class.getResourceAsStream("/upgrade/V" + version + ".sql")) {
            return new String(fixture.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
