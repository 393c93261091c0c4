package io.byteor.e2e.question.postgres;

import io.byteor.e2e.question.Population;
import io.byteor.e2e.question.Population.Replay;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a population, several days at a time, each in a transaction of its own: its partition is made as audit-sink makes it,
 * but attached behind its rows, so that the indexes are built at once over all of them.
 */
final class DayLoads {
    private static final String PARENT = "replay_action";
    private static final int AT_ONCE = 2;

    private final Connections connections;
    private final Population population;

    DayLoads(Connections connections, Population population) {
        this.connections = connections;
        this.population = population;
    }

    /** Opens a connection that its taker closes. */
    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    static String partition(LocalDate day) {
        return PARENT + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    void load() throws Exception {
        try (ExecutorService loads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Void>> days = IntStream.range(0, population.days())
                    .mapToObj(day -> loads.submit(() -> load(day)))
                    .toList();
            for (Future<Void> day : days) {
                day.get();
            }
        }
    }

    private @Nullable Void load(int number) throws SQLException {
        LocalDate day = Population.FIRST_DAY.plusDays(number);
        String partition = partition(day);
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL maintenance_work_mem = '256MB'");
            statement.execute(
                    "CREATE TABLE " + partition + " (LIKE " + PARENT + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
            copy(connection, partition, number);
            statement.execute(
                    "INSERT INTO action_count SELECT replay_id, day, date_trunc('hour', at, 'UTC'), role, lane, stage,"
                            + " target, to_lane, decision, count(*), min(seq), max(seq) FROM " + partition
                            + " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9");
            // Last, since another day's waits for the lock.
            statement.execute("ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                    .formatted(PARENT, partition, day, day.plusDays(1)));
            connection.commit();
            return null;
        }
    }

    private void copy(Connection connection, String partition, int day) throws SQLException {
        int first = day * population.replaysPerDay();
        try (CopiedActions rows = new CopiedActions(connection, partition)) {
            for (int number = first; number < first + population.replaysPerDay(); number++) {
                Replay replay = population.replay(number);
                for (int seq = 0; seq < replay.actions(); seq++) {
                    rows.add(replay, seq);
                }
            }
            rows.end();
        }
    }
}
