package io.byteor.e2e.tamper.postgres;

import io.byteor.e2e.tamper.postgres.Tampering.Touched;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes of actions. */
final class ActionTamperings {
    /** A condition on {@code replay}. */
    static final String LONG_ENOUGH = "tree_size >= 4 AND root_matched";

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("role", "role || 'x'"),
            Map.entry("lane", "lane || 'x'"),
            Map.entry("stage", "stage || 'x'"),
            Map.entry("origin_lane", "origin_lane || 'x'"),
            Map.entry("origin_sequence", "origin_sequence + 1"),
            Map.entry("ordinal", "ordinal + 1"),
            Map.entry("target", "coalesce(target, '') || 'x'"),
            Map.entry("to_lane", "coalesce(to_lane, '') || 'x'"),
            Map.entry("decision", "CASE decision WHEN 'applied' THEN 'skipped' ELSE 'applied' END"),
            Map.entry("reason", "coalesce(reason, '') || 'x'"),
            Map.entry("key", "coalesce(key, '') || '\\x01'"),
            Map.entry("payload_sha256", "sha256(coalesce(payload_sha256, ''))"),
            Map.entry("payload_bytes", "payload_bytes + 1"),
            Map.entry("at", "at + interval '1 microsecond'"),
            Map.entry("leaf", "sha256(leaf)"));
    private static final String COPY = """
            INSERT INTO replay_action SELECT (jsonb_populate_record(a, jsonb_build_object(%s))).* FROM replay_action a
            WHERE replay_id = '%s' AND seq = %d""";

    private ActionTamperings() {}

    static Map<String, Draw> all() {
        Map<String, Draw> draws = new LinkedHashMap<>();
        draws.put("actionChanged", ActionTamperings::changed);
        draws.put("actionOutOfTime", ActionTamperings::outOfTime);
        draws.put("actionDeleted", ActionTamperings::deleted);
        draws.put("actionsCutOff", ActionTamperings::cutOff);
        draws.put("actionsSwapped", ActionTamperings::swapped);
        draws.put("actionAdded", ActionTamperings::added);
        draws.put("actionAddedElsewhere", ActionTamperings::addedElsewhere);
        draws.put("actionMovedElsewhere", ActionTamperings::movedElsewhere);
        draws.put("actionOfNobodyAdded", ActionTamperings::ofNobody);
        return draws;
    }

    private static Tampering changed(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        String field = FIELDS.keySet().stream().sorted().toList().get(random.nextInt(FIELDS.size()));
        return of(
                "actionChanged",
                replay,
                "altered",
                "UPDATE replay_action SET %s = %s WHERE replay_id = '%s' AND seq = %d"
                        .formatted(field, FIELDS.get(field), replay, seq(store, random, replay)));
    }

    /** At a time that no form can hold. */
    private static Tampering outOfTime(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        return of(
                "actionOutOfTime",
                replay,
                "altered",
                "UPDATE replay_action SET at = '%s' WHERE replay_id = '%s' AND seq = %d"
                        .formatted(never(random), replay, seq(store, random, replay)));
    }

    /** Neither in one of the years 1 to 9999 nor, but for the last, a time at all. */
    static String never(Random random) {
        return List.of("infinity", "-infinity", "4713-01-01 BC").get(random.nextInt(3));
    }

    private static Tampering deleted(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        long seq = random.nextLong(count(store, replay) - 1);
        return of(
                "actionDeleted",
                replay,
                "missing",
                "DELETE FROM replay_action WHERE replay_id = '%s' AND seq = %d".formatted(replay, seq));
    }

    private static Tampering cutOff(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        return of(
                "actionsCutOff",
                replay,
                "truncated",
                "DELETE FROM replay_action WHERE replay_id = '%s' AND seq >= %d"
                        .formatted(replay, seq(store, random, replay)));
    }

    private static Tampering swapped(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        long count = count(store, replay);
        long first = random.nextLong(count);
        long second = (first + 1 + random.nextLong(count - 1)) % count;
        return of("actionsSwapped", replay, "reordered", swap("replay_action", "seq", where(replay), first, second));
    }

    private static Tampering added(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        long count = count(store, replay);
        return of(
                "actionAdded",
                replay,
                "altered",
                COPY.formatted("'seq', " + count, replay, seq(store, random, replay)));
    }

    private static Tampering addedElsewhere(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        return of(
                "actionAddedElsewhere",
                replay,
                "altered",
                COPY.formatted("'day', a.day + 1", replay, seq(store, random, replay)));
    }

    /** Of a replay that never was. */
    private static Tampering ofNobody(TamperedStore store, Random random) throws SQLException {
        String forged = forged(random);
        String replay = store.replay(random, LONG_ENOUGH);
        return of(
                "actionOfNobodyAdded",
                forged,
                "unanchored",
                COPY.formatted("'replay_id', '" + forged + "'", replay, seq(store, random, replay)));
    }

    /** An id that nothing has; now and then the first that there can be. */
    static String forged(Random random) {
        return random.nextInt(3) == 0 ? "" : "forged-" + Long.toHexString(random.nextLong());
    }

    private static Tampering movedElsewhere(TamperedStore store, Random random) throws SQLException {
        String replay = store.replay(random, LONG_ENOUGH);
        return of(
                "actionMovedElsewhere",
                replay,
                "altered",
                "UPDATE replay_action SET day = day + 1 WHERE replay_id = '%s' AND seq = %d"
                        .formatted(replay, seq(store, random, replay)));
    }

    /** Statements by which two rows change places. */
    static String[] swap(String table, String column, String where, long first, long second) {
        long away = 1_000_000_000L;
        return new String[] {
            "UPDATE %s SET %s = %s + %d WHERE %s AND %s IN (%d, %d)"
                    .formatted(table, column, column, away, where, column, first, second),
            "UPDATE %s SET %s = %d - %s WHERE %s AND %s >= %d"
                    .formatted(table, column, first + second + away, column, where, column, away)
        };
    }

    private static long seq(TamperedStore store, Random random, String replay) throws SQLException {
        return random.nextLong(count(store, replay));
    }

    private static long count(TamperedStore store, String replay) throws SQLException {
        List<String> count = store.values("SELECT tree_size FROM replay WHERE " + where(replay));
        return Long.parseLong(count.getFirst());
    }

    private static String where(String replay) {
        return "replay_id = '" + replay + "'";
    }

    private static Tampering of(String kind, String replay, String verdict, String... statements) {
        return Tampering.of(kind, "replay:" + replay, verdict, new Touched("replay_action", where(replay)), statements);
    }
}
