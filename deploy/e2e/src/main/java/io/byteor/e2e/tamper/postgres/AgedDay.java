package io.byteor.e2e.tamper.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * A day of long ago that replays which were asked for then are moved to with all that they have, as if they had been taken then, so that
 * retention removes their actions.
 */
public final class AgedDay {
    /** So long must retention keep actions that it removes those of this day and of no other. */
    public static final Duration KEPT = Duration.ofDays(1_000);

    private static final LocalDate FIRST = LocalDate.parse("2001-01-01");

    private final TamperedStore store;
    private final LocalDate day;

    private AgedDay(TamperedStore store, LocalDate day) {
        this.store = store;
        this.day = day;
    }

    /** One that was not retired yet. */
    public static AgedDay next(TamperedStore store) throws SQLException {
        int before = store.values("SELECT day FROM retired_day").size();
        return new AgedDay(store, FIRST.plusDays(before));
    }

    public LocalDate day() {
        return day;
    }

    /** Moves them there. */
    public void move(List<String> replays) throws SQLException {
        store.change("CREATE TABLE replay_action_%s PARTITION OF replay_action FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(day.toString().replace("-", ""), day, day.plusDays(1)));
        for (String table : List.of("replay_action", "action_count", "replay")) {
            store.change("UPDATE %s SET day = '%s' WHERE replay_id IN ('%s')"
                    .formatted(table, day, String.join("', '", replays)));
        }
    }

    /** Whether retention has removed their actions. */
    public boolean retired() throws SQLException {
        return store.values("SELECT day FROM retired_day").contains(day.toString());
    }
}
