package io.byteor.e2e.tamper.postgres;

import io.byteor.e2e.tamper.postgres.Tampering.Touched;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Changes of rows that follow from records or from actions. */
final class RowTamperings {
    private static final String AUDITED = "tree_size >= 4 AND root_matched";
    private static final Map<String, List<String>> TEXTS = Map.of(
            "replay",
            List.of(
                    "decision",
                    "bundle_id",
                    "root_bundle_id",
                    "mode",
                    "environment",
                    "spec_hash",
                    "request_digest",
                    "approval_id",
                    "requester_issuer",
                    "requester_subject",
                    "reason",
                    "ticket",
                    "findings",
                    "outcome",
                    "audit"),
            "bundle",
            List.of(
                    "root_bundle_id",
                    "parent_bundle_id",
                    "incident_id",
                    "title",
                    "agent_id",
                    "environment",
                    "pipeline",
                    "version",
                    "spec_hash",
                    "directory",
                    "lanes"),
            "approval",
            List.of("status", "request_digest", "bundle_id", "mode", "votes", "reserved_by", "reason", "revocation"),
            "escalation",
            List.of("cause", "subject", "environment", "evidence", "replay_id", "status", "resolution"),
            "access",
            List.of("issuer", "subject", "kind", "asked", "replay_id", "bundle_id", "answered_from", "outcome"));
    private static final Map<String, List<String>> TIMES = Map.of(
            "replay",
            List.of("requested_at", "decided_at", "started_at", "audited_on", "finished_at"),
            "bundle",
            List.of("captured_at", "stored_at"),
            "approval",
            List.of("requested_at", "expires_at", "changed_at"),
            "escalation",
            List.of("raised_at", "changed_at"),
            "access",
            List.of("began_at", "finished_at"));
    private static final List<String> DERIVED_OF_ANY = List.of(
            "tree_size = tree_size + 1",
            "tree_frontier = set_byte(tree_frontier, 5, 255 - get_byte(tree_frontier, 5))",
            "root_matched = NOT root_matched",
            "root_matched = NULL",
            "audited_listed = audited_listed + 1",
            "audited_root = sha256(audited_root)");
    private static final List<String> DERIVED =
            Stream.concat(DERIVED_OF_ANY.stream(), Stream.of("day = day + 1")).toList();

    private RowTamperings() {}

    static Map<String, Draw> all() {
        Map<String, Draw> draws = new LinkedHashMap<>();
        for (String table : List.of("replay", "bundle", "approval", "escalation", "access")) {
            draws.put(table + "Changed", (store, random) -> changed(store, random, table));
            draws.put(table + "Deleted", (store, random) -> deleted(store, random, table));
            draws.put(table + "Added", (store, random) -> added(store, random, table));
        }
        draws.put(
                "derivedChanged",
                (store, random) -> derived("derivedChanged", store.replay(random, AUDITED), DERIVED, random));
        draws.put(
                "derivedOfRetiredChanged",
                (store, random) -> derived("derivedOfRetiredChanged", store.retired(random), DERIVED_OF_ANY, random));
        return draws;
    }

    private static Tampering changed(TamperedStore store, Random random, String table) throws SQLException {
        String id = victim(store, random, table);
        List<String> texts = TEXTS.getOrDefault(table, List.of());
        List<String> times = TIMES.getOrDefault(table, List.of());
        int at = random.nextInt(texts.size() + times.size());
        String change = at < texts.size()
                ? "%1$s = coalesce(%1$s, '') || ' '".formatted(texts.get(at))
                : "%1$s = coalesce(%1$s, now()) + interval '1 microsecond'".formatted(times.get(at - texts.size()));
        return of(
                table + "Changed",
                table,
                id,
                "altered",
                "UPDATE %s SET %s WHERE %s".formatted(table, change, where(table, id)));
    }

    private static Tampering deleted(TamperedStore store, Random random, String table) throws SQLException {
        String id = victim(store, random, table);
        return of(
                table + "Deleted", table, id, "missing", "DELETE FROM %s WHERE %s".formatted(table, where(table, id)));
    }

    private static Tampering added(TamperedStore store, Random random, String table) throws SQLException {
        String forged = ActionTamperings.forged(random);
        String changes = "'%s_id', '%s', 'arrival', -1".formatted(table, forged)
                + (table.equals("replay") ? ", 'tree_size', 0, 'tree_frontier', '', 'root_matched', null" : "");
        String copy = """
                INSERT INTO %1$s OVERRIDING SYSTEM VALUE
                SELECT (jsonb_populate_record(t, jsonb_build_object(%2$s))).* FROM %1$s t WHERE %3$s""".formatted(table, changes, where(table, victim(store, random, table)));
        return of(table + "Added", table, forged, "unanchored", copy);
    }

    private static Tampering derived(String kind, String id, List<String> changes, Random random) {
        String change = changes.get(random.nextInt(changes.size()));
        return of(
                kind, "replay", id, "altered", "UPDATE replay SET %s WHERE %s".formatted(change, where("replay", id)));
    }

    private static String victim(TamperedStore store, Random random, String table) throws SQLException {
        return table.equals("replay") ? store.replay(random, AUDITED) : store.subject(random, table);
    }

    private static String where(String table, String id) {
        return "%s_id = '%s'".formatted(table, id);
    }

    private static Tampering of(String kind, String table, String id, String verdict, String statement) {
        return Tampering.of(kind, table + ":" + id, verdict, new Touched(table, where(table, id)), statement);
    }
}
