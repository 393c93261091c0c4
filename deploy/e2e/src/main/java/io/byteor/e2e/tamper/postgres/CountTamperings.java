package io.byteor.e2e.tamper.postgres;

import io.byteor.e2e.tamper.postgres.Tampering.Touched;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes of the counts by which actions are found. */
final class CountTamperings {
    private static final List<String> CHANGES = List.of(
            "actions = actions + 1",
            "actions = actions - 1",
            "first_seq = first_seq + 1",
            "last_seq = last_seq + 1",
            "day = day + 1",
            "hour = hour + interval '1 h'",
            "target = coalesce(target, '') || 'x'",
            "decision = decision || 'x'");

    private CountTamperings() {}

    static Map<String, Draw> all() {
        Map<String, Draw> draws = new LinkedHashMap<>();
        draws.put("countDeleted", CountTamperings::deleted);
        draws.put("countChanged", CountTamperings::changed);
        draws.put("countAdded", CountTamperings::added);
        draws.put("countOfRetiredChanged", CountTamperings::ofRetired);
        draws.put("countOfNobodyAdded", CountTamperings::ofNobody);
        return draws;
    }

    private static Tampering deleted(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, ActionTamperings.LONG_ENOUGH);
        return of(
                "countDeleted",
                replay,
                "altered",
                "DELETE FROM action_count WHERE ctid = " + one(store, random, replay));
    }

    private static Tampering changed(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, ActionTamperings.LONG_ENOUGH);
        String change = CHANGES.get(random.nextInt(CHANGES.size()));
        return of(
                "countChanged",
                replay,
                "altered",
                "UPDATE action_count SET %s WHERE ctid = %s".formatted(change, one(store, random, replay)));
    }

    private static Tampering added(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, ActionTamperings.LONG_ENOUGH);
        return of("countAdded", replay, "altered", copy(one(store, random, replay), "'decision', 'forged'"));
    }

    private static Tampering ofRetired(TamperedStore store, Random random) throws SQLException {
        String replay = store.retired(random);
        return of(
                "countOfRetiredChanged",
                replay,
                "altered",
                "UPDATE action_count SET actions = actions + 1 WHERE ctid = " + one(store, random, replay));
    }

    private static Tampering ofNobody(TamperedStore store, Random random) throws SQLException {
        String forged = ActionTamperings.forged(random);
        String replay = store.replay(random, ActionTamperings.LONG_ENOUGH);
        return of(
                "countOfNobodyAdded",
                forged,
                "unanchored",
                copy(one(store, random, replay), "'replay_id', '" + forged + "'"));
    }

    private static String copy(String row, String changes) {
        return """
                INSERT INTO action_count SELECT (jsonb_populate_record(c, jsonb_build_object(%s))).* FROM action_count c
                WHERE ctid = %s""".formatted(changes, row);
    }

    private static String one(TamperedStore store, Random random, String replay) throws SQLException {
        return "'" + store.any(random, "SELECT ctid FROM action_count WHERE " + where(replay)) + "'";
    }

    private static String where(String replay) {
        return "replay_id = '" + replay + "'";
    }

    private static Tampering of(String kind, String replay, String verdict, String statement) {
        return Tampering.of(kind, "replay:" + replay, verdict, new Touched("action_count", where(replay)), statement);
    }
}
