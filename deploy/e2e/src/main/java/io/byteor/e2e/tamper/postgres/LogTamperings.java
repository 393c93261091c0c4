package io.byteor.e2e.tamper.postgres;

import io.byteor.e2e.tamper.postgres.Tampering.Touched;
import io.byteor.schemas.audit.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes of the logs, with and without what would have to be changed too so that they go unnoticed. */
final class LogTamperings {
    private static final List<String> FIELDS = List.of(
            "record_key = coalesce(record_key, '') || '\\x01'",
            "record_value = coalesce(record_value, '') || '\\x01'",
            "record_offset = record_offset + 1",
            "record_time = record_time + 1",
            "taken_at = taken_at + interval '1 microsecond'",
            "subject = coalesce(subject, '') || 'x', kind = coalesce(kind, 'bundle')",
            "leaf = sha256(leaf)");

    private LogTamperings() {}

    /** A log, and the places of what was taken in it of late. */
    private record Log(String topic, String partition, long first, long size) {
        String where() {
            return "topic = '%s' AND partition = %s".formatted(topic, partition);
        }

        String place() {
            return "log:" + topic + "-" + partition;
        }

        long any(Random random) {
            return random.nextLong(first, size);
        }

        static Log any(TamperedStore store, Random random) throws SQLException {
            String found = store.any(
                    random,
                    "SELECT topic || ' ' || partition || ' ' || min(place) || ' ' || max(place) + 1 FROM record_log WHERE "
                            + store.recent() + " GROUP BY topic, partition HAVING count(*) >= 3");
            String[] parts = found.split(" ", -1);
            return new Log(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]));
        }
    }

    static Map<String, Draw> all() {
        Map<String, Draw> draws = new LinkedHashMap<>();
        draws.put("recordChanged", LogTamperings::changed);
        draws.put("recordOutOfTime", LogTamperings::outOfTime);
        draws.put("recordForged", LogTamperings::forged);
        draws.put("recordDeleted", LogTamperings::deleted);
        draws.put("recordsSwapped", LogTamperings::swapped);
        draws.put("recordAdded", LogTamperings::added);
        draws.put("recordsCutOff", LogTamperings::cutOff);
        draws.put("recordsCutOffWithHead", LogTamperings::cutOffWithHead);
        draws.put("headChanged", LogTamperings::headChanged);
        draws.put("offsetMoved", LogTamperings::offsetMoved);
        return draws;
    }

    private static Tampering changed(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        String change = FIELDS.get(random.nextInt(FIELDS.size()));
        return of(
                "recordChanged",
                log,
                "altered",
                "UPDATE record_log SET %s WHERE %s AND place = %d".formatted(change, log.where(), log.any(random)));
    }

    private static Tampering outOfTime(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        return of(
                "recordOutOfTime",
                log,
                "altered",
                "UPDATE record_log SET taken_at = '%s' WHERE %s AND place = %d"
                        .formatted(ActionTamperings.never(random), log.where(), log.any(random)));
    }

    /** With its leaf, and a head over it. */
    private static Tampering forged(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        long place = log.any(random);
        byte[] leaf = MerkleTree.leafHash(new byte[] {(byte) random.nextInt()});
        List<byte[]> leaves = leaves(store, log);
        leaves.set(Math.toIntExact(place), leaf);
        return of(
                "recordForged",
                log,
                "altered",
                "UPDATE record_log SET record_value = record_value || '\\x01', leaf = %s WHERE %s AND place = %d"
                        .formatted(hex(leaf), log.where(), place),
                head(log, leaves));
    }

    private static Tampering deleted(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        long place = random.nextLong(log.first(), log.size() - 1);
        return of(
                "recordDeleted",
                log,
                "missing",
                "DELETE FROM record_log WHERE %s AND place = %d".formatted(log.where(), place));
    }

    private static Tampering swapped(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        long first = log.any(random);
        long second = first + 1 < log.size() ? first + 1 : log.first();
        return of(
                "recordsSwapped",
                log,
                "reordered",
                ActionTamperings.swap("record_log", "place", log.where(), first, second));
    }

    private static Tampering added(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        return of("recordAdded", log, "altered", """
                INSERT INTO record_log OVERRIDING SYSTEM VALUE
                SELECT (jsonb_populate_record(r, jsonb_build_object('place', %d, 'arrival', -1))).* FROM record_log r
                WHERE %s AND place = %d""".formatted(log.size(), log.where(), log.any(random)));
    }

    private static Tampering cutOff(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        return of(
                "recordsCutOff",
                log,
                "truncated",
                "DELETE FROM record_log WHERE %s AND place >= %d".formatted(log.where(), log.any(random)));
    }

    private static Tampering cutOffWithHead(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        long end = random.nextLong(log.first() + 1, log.size());
        return of(
                "recordsCutOffWithHead",
                log,
                "truncated",
                "DELETE FROM record_log WHERE %s AND place >= %d".formatted(log.where(), end),
                head(log, leaves(store, log).subList(0, Math.toIntExact(end))),
                "UPDATE sink_offset SET next = (SELECT max(record_offset) + 1 FROM record_log WHERE %1$s) WHERE %1$s"
                        .formatted(log.where()));
    }

    private static Tampering headChanged(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        return of(
                "headChanged",
                log,
                "altered",
                "UPDATE record_log_head SET frontier = set_byte(frontier, 5, 255 - get_byte(frontier, 5)) WHERE "
                        + log.where());
    }

    private static Tampering offsetMoved(TamperedStore store, Random random) throws SQLException {
        Log log = Log.any(store, random);
        return of("offsetMoved", log, "altered", "UPDATE sink_offset SET next = next + 1 WHERE " + log.where());
    }

    private static List<byte[]> leaves(TamperedStore store, Log log) throws SQLException {
        return store.bytes("SELECT leaf FROM record_log WHERE %s ORDER BY place".formatted(log.where()));
    }

    private static String head(Log log, List<byte[]> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::append);
        ByteArrayOutputStream frontier = new ByteArrayOutputStream();
        tree.frontier().forEach(frontier::writeBytes);
        return "UPDATE record_log_head SET size = %d, frontier = %s WHERE %s"
                .formatted(tree.size(), hex(frontier.toByteArray()), log.where());
    }

    private static String hex(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
    }

    private static Tampering of(String kind, Log log, String verdict, String... statements) {
        return new Tampering(
                kind,
                log.place(),
                verdict,
                List.of(
                        new Touched("record_log", log.where()),
                        new Touched("record_log_head", log.where()),
                        new Touched("sink_offset", log.where())),
                List.of(statements));
    }
}
