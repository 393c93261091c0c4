package io.byteor.e2e.govern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of every service, in the order in which they are tried: what ends something comes after what needs it. */
record Table(
        String environment,
        String environmentDocument,
        String agentDocument,
        String candidateHash,
        String candidateDocument,
        String bundleId,
        String approvalId,
        String replayId) {
    private static final String KINDS = "/govern/v1/{kinds}";
    private static final String ENTRY = KINDS + "/{key}";
    private static final String ESCALATION = "/govern/v1/escalations/{escalationId}";
    private static final String REPLAY = "/govern/v1/replay-requests/{replayId}";
    private static final String WHY = "{\"reason\":\"who may\"}";
    private static final String AGENT = "quake-agent";
    private static final Set<String> ADMIN = Set.of("admin");
    private static final Set<String> OPERATOR = Set.of("operator");
    private static final Set<String> DECIDERS = Set.of("operator", "approver");
    private static final Set<String> KEEPERS = Set.of("operator", "admin");
    private static final Set<String> ALL = Set.of("agent", "operator", "approver", "analyst", "admin");

    List<Row> rows() {
        Map<String, String> entry = Map.of("kinds", "environments", "key", environment);
        Map<String, String> agent = Map.of("kinds", "agents", "key", AGENT);
        Map<String, String> candidate = Map.of("kinds", "pipelines", "key", candidateHash);
        Map<String, String> approval = Map.of("approvalId", approvalId);
        Map<String, String> replay = Map.of("replayId", replayId);
        Map<String, String> escalation = Map.of("escalationId", "none");
        Map<String, String> bundle = Map.of("bundleId", bundleId);
        return List.of(
                new Row("PUT", ENTRY, entry, ADMIN, true, environmentDocument),
                new Row("PUT", ENTRY, agent, ADMIN, true, agentDocument),
                new Row("PUT", ENTRY, candidate, Set.of("admin", "operator"), false, candidateDocument),
                Row.get(KINDS, entry, false),
                Row.get(KINDS, agent, false),
                Row.get(KINDS, candidate, false),
                Row.get(ENTRY, entry, true),
                Row.get(ENTRY, agent, true),
                Row.get(ENTRY, candidate, false),
                Row.get(ENTRY + "/history", entry, true),
                Row.get(ENTRY + "/history", candidate, false),
                Row.get(ENTRY + "/history/{revision}", with(entry, "revision", "1"), true),
                Row.get(ENTRY + "/diff", entry, true),
                new Row("POST", "/govern/v1/replay-requests", Map.of(), OPERATOR, true, request("dry_run")),
                new Row("POST", REPLAY + "/pause", replay, OPERATOR, true, WHY),
                new Row("POST", REPLAY + "/resume", replay, OPERATOR, true, WHY),
                new Row("POST", REPLAY + "/cancel", replay, OPERATOR, true, WHY),
                new Row(
                        "POST",
                        "/govern/v1/approvals",
                        Map.of(),
                        OPERATOR,
                        true,
                        "{\"request\":" + request("execute") + "}"),
                Row.get("/govern/v1/approvals", Map.of(), false),
                new Row(
                        "POST",
                        "/govern/v1/approvals/{approvalId}/votes",
                        approval,
                        Set.of("approver"),
                        true,
                        "{\"vote\":\"approve\",\"reason\":\"who may\"}"),
                new Row(
                        "POST",
                        "/govern/v1/approvals/{approvalId}/revoke",
                        approval,
                        Set.of("approver", "operator", "admin"),
                        true,
                        WHY),
                new Row("POST", "/govern/v1/replay-requests:explain", Map.of(), DECIDERS, true, request("execute")),
                Row.get("/govern/v1/escalations", Map.of(), false),
                Row.get(ESCALATION, escalation, false),
                new Row("POST", ESCALATION + "/ack", escalation, KEEPERS, false, "{\"note\":\"who may\"}"),
                new Row("POST", ESCALATION + "/resolve", escalation, KEEPERS, false, "{\"note\":\"who may\"}"),
                Row.get("/govern/v1/outcomes/{commandId}", Map.of("commandId", "none"), false),
                Row.get("/audit/v1/replays", Map.of(), false),
                Row.get("/audit/v1/replays/{replayId}", replay, false),
                Row.get("/audit/v1/replays/{replayId}/audit", replay, false),
                Row.get("/audit/v1/replays/{replayId}/actions", replay, false),
                Row.get("/audit/v1/replays/{replayId}/verify", replay, false),
                Row.get("/audit/v1/bundles", Map.of(), false),
                Row.get("/audit/v1/bundles/{bundleId}", bundle, false),
                Row.get("/audit/v1/approvals/{approvalId}", approval, false),
                new Row("POST", "/capture/v1/bundles", Map.of(), Set.of("agent"), false, "{}"),
                new Row("HEAD", "/capture/v1/blobs/{digest}", Map.of("digest", bundleId), Set.of("agent"), false, ""),
                new Row("PUT", "/capture/v1/blobs/{digest}", Map.of("digest", bundleId), Set.of("agent"), false, "{}"),
                new Row("GET", "/capture/v1/bundles/{bundleId}", bundle, ALL, true, ""),
                new Row(
                        "GET",
                        "/capture/v1/bundles/{bundleId}/files/{path}",
                        with(bundle, "path", "incident.json"),
                        ALL,
                        true,
                        ""),
                Row.get(REPLAY, replay, true));
    }

    private String request(String mode) {
        return "{\"bundleId\":\"%s\",\"mode\":\"%s\",\"environment\":\"%s\",\"reason\":\"who may\"}"
                .formatted(bundleId, mode, environment);
    }

    private static Map<String, String> with(Map<String, String> places, String name, String value) {
        var all = new HashMap<>(places);
        all.put(name, value);
        return all;
    }
}
