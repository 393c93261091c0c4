package io.byteor.e2e.tamper.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** A day of long ago that some replays are moved to with all that they have, so that retention removes their actions. */
public final class AgedDay {
    /** So long must retention keep actions that it removes those of this day and of no other. */
    public static final Duration KEPT = Duration.ofDays(1_000);

    private static final LocalDate FIRST = LocalDate.parse("2001-01-01");
    private static final int REPLAYS = 2;

    private final TamperedStore store;
    private final LocalDate day;

    private AgedDay(TamperedStore store, LocalDate day) {
        this.store = store;
        this.day = day;
    }

    /** Moves replays to a day that was not retired yet. */
    public static AgedDay of(TamperedStore store) throws SQLException {
        int before = store.values("SELECT day FROM retired_day").size();
        AgedDay aged = new AgedDay(store, FIRST.plusDays(before));
        aged.move();
        return aged;
    }

    private void move() throws SQLException {
        List<String> replays = store.replays(ActionTamperings.LONG_ENOUGH).subList(0, REPLAYS);
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
