package io.byteor.e2e.tamper.postgres;

import io.byteor.e2e.tamper.postgres.Tampering.Touched;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Changes of what is kept of retired days, and removals that are to look like retention's. */
final class RetirementTamperings {
    private static final List<String> COLUMNS = List.of("replays + 1", "actions + 1", "retired_at + interval '1 s'");

    private RetirementTamperings() {}

    static Map<String, Draw> all() {
        Map<String, Draw> draws = new LinkedHashMap<>();
        draws.put("actionsPassedOffAsRetired", RetirementTamperings::passedOff);
        draws.put("retiredReplayMovedAway", RetirementTamperings::movedAway);
        draws.put("retiredDayChanged", RetirementTamperings::changed);
        draws.put("retirementDeleted", RetirementTamperings::deleted);
        return draws;
    }

    /** All actions of a replay gone, and the replay put on a day of which a true note says that its actions went. */
    private static Tampering passedOff(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, ActionTamperings.LONG_ENOUGH);
        String day = store.values("SELECT max(day) FROM retired_day").getFirst();
        return new Tampering(
                "actionsPassedOffAsRetired",
                "replay:" + replay,
                "altered",
                touched(replay),
                List.of(
                        "DELETE FROM replay_action WHERE " + where(replay),
                        "UPDATE replay SET day = '%s' WHERE %s".formatted(day, where(replay)),
                        "UPDATE action_count SET day = '%s' WHERE %s".formatted(day, where(replay))));
    }

    /** To a day that was not retired. */
    private static Tampering movedAway(TamperedStore store, Random random) throws SQLException {
        String replay = store.retired(random);
        return new Tampering(
                "retiredReplayMovedAway",
                "replay:" + replay,
                "truncated",
                touched(replay),
                List.of("UPDATE replay SET day = CURRENT_DATE WHERE " + where(replay)));
    }

    private static Tampering changed(TamperedStore store, Random random) throws SQLException {
        String change = COLUMNS.get(random.nextInt(COLUMNS.size()));
        return ofDay(
                "retiredDayChanged",
                store.retired(random),
                "altered",
                "UPDATE retired_day SET %s = %s".formatted(change.substring(0, change.indexOf(' ')), change));
    }

    private static Tampering deleted(TamperedStore store, Random random) throws SQLException {
        return ofDay("retirementDeleted", store.retired(random), "truncated", "DELETE FROM retired_day");
    }

    private static Tampering ofDay(String kind, String replay, String verdict, String statement) {
        return Tampering.of(kind, "replay:" + replay, verdict, new Touched("retired_day", "true"), statement);
    }

    private static List<Touched> touched(String replay) {
        return Stream.of("replay_action", "replay", "action_count")
                .map(table -> new Touched(table, where(replay)))
                .toList();
    }

    private static String where(String replay) {
        return "replay_id = '" + replay + "'";
    }
}
