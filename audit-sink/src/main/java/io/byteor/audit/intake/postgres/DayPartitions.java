package io.byteor.audit.intake.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The day partitions of the actions. Thread-safe. */
public final class DayPartitions {
    private static final long LOCK = 0x62797465_6f72_6461L;
    private static final String PARENT = "replay_action";
    /** Whoever drops a partition needs the whole of it alone. */
    private static final String KEEP = "LOCK TABLE ONLY " + PARENT + " IN ACCESS SHARE MODE";

    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    public static String name(LocalDate day) {
        return PARENT + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    /**
     * Makes the partition of the day and of the day after, where they are missing. Attaching holds no lock that readers or
     * writers of other partitions would wait for. Commits; to be called outside a transaction with work in it.
     */
    public void ensure(Connection connection, LocalDate day) throws SQLException {
        if (known.contains(day)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            create(statement, day);
            create(statement, day.plusDays(1));
        }
        connection.commit();
        known.add(day);
    }

    /**
     * Keeps every day in place until the transaction ends. To be called before the query by which its snapshot is taken: none
     * protects from a partition that is dropped afterwards, which is gone from every snapshot, however old.
     */
    public static void keep(Statement statement) throws SQLException {
        statement.execute(KEEP);
    }

    private static void create(Statement statement, LocalDate day) throws SQLException {
        String name = name(day);
        try (var found = statement.executeQuery("SELECT to_regclass('" + name + "') IS NOT NULL")) {
            found.next();
            if (found.getBoolean(1)) {
                return;
            }
        }
        statement.execute("CREATE TABLE " + name + " (LIKE " + PARENT + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
        statement.execute("ALTER TABLE " + PARENT + " ATTACH PARTITION " + name + " FOR VALUES FROM ('" + day
                + "') TO ('" + day.plusDays(1) + "')");
    }
}
