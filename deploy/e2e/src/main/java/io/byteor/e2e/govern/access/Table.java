package io.byteor.e2e.govern.access;

import io.byteor.e2e.feed.Feed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How every operation of the services is called, in the order in which that is tried: what ends something comes after what needs it. */
record Table(Furnished furnished, String candidateHash, String candidateDocument) {
    private static final String KINDS = "/govern/v1/{kinds}";
    private static final String ENTRY = KINDS + "/{key}";
    private static final String ESCALATION = "/govern/v1/escalations/{escalationId}";
    private static final String REPLAY = "/govern/v1/replay-requests/{replayId}";
    private static final String WHY = "{\"reason\":\"who may\"}";

    List<Row> rows() {
        String environment = furnished.feed().name();
        Map<String, String> entry = Map.of("kinds", "environments", "key", environment);
        Map<String, String> agent =
                Map.of("kinds", "agents", "key", furnished.feed().agent());
        Map<String, String> candidate = Map.of("kinds", "pipelines", "key", candidateHash);
        Map<String, String> approval = Map.of("approvalId", furnished.approvalId());
        Map<String, String> replay = Map.of("replayId", furnished.replayId());
        Map<String, String> escalation = Map.of("escalationId", furnished.escalationId());
        Map<String, String> bundle = Map.of("bundleId", furnished.bundleId());
        Map<String, String> blob = Map.of("digest", furnished.bundleId());
        return List.of(
                new Row("PUT", ENTRY, entry, furnished.environmentDocument()),
                new Row("PUT", ENTRY, agent, furnished.agentDocument()),
                new Row("PUT", ENTRY, candidate, candidateDocument),
                Row.get(KINDS, entry),
                Row.get(KINDS, agent),
                Row.get(KINDS, candidate),
                Row.get(ENTRY, entry),
                Row.get(ENTRY, agent),
                Row.get(ENTRY, candidate),
                Row.get(ENTRY + "/history", entry),
                Row.get(ENTRY + "/history", agent),
                Row.get(ENTRY + "/history", candidate),
                Row.get(ENTRY + "/history/{revision}", with(entry, "revision", "1")),
                Row.get(ENTRY + "/history/{revision}", with(agent, "revision", "1")),
                Row.get(ENTRY + "/history/{revision}", with(candidate, "revision", "1")),
                Row.get(ENTRY + "/diff", entry),
                Row.get(ENTRY + "/diff", agent),
                Row.get(ENTRY + "/diff", candidate),
                new Row("POST", "/govern/v1/replay-requests", Map.of(), request("dry_run")),
                Row.get(REPLAY, replay),
                new Row("POST", REPLAY + "/pause", replay, WHY),
                new Row("POST", REPLAY + "/resume", replay, WHY),
                new Row("POST", REPLAY + "/cancel", replay, WHY),
                new Row("POST", "/govern/v1/approvals", Map.of(), "{\"request\":" + request("execute") + "}"),
                Row.get("/govern/v1/approvals", Map.of()),
                new Row(
                        "POST",
                        "/govern/v1/approvals/{approvalId}/votes",
                        approval,
                        "{\"vote\":\"approve\",\"reason\":\"who may\"}"),
                new Row("POST", "/govern/v1/approvals/{approvalId}/revoke", approval, WHY),
                new Row("POST", "/govern/v1/replay-requests:explain", Map.of(), request("execute")),
                Row.get("/govern/v1/escalations", Map.of()),
                Row.get(ESCALATION, escalation),
                new Row("POST", ESCALATION + "/ack", escalation, "{\"note\":\"who may\"}"),
                new Row("POST", ESCALATION + "/resolve", escalation, "{\"note\":\"who may\"}"),
                Row.get("/govern/v1/outcomes/{commandId}", Map.of("commandId", furnished.commandId())),
                Row.get("/audit/v1/replays", Map.of()),
                Row.get("/audit/v1/replays/{replayId}", replay),
                Row.get("/audit/v1/replays/{replayId}/audit", replay),
                Row.get("/audit/v1/replays/{replayId}/actions", replay),
                Row.get("/audit/v1/replays/{replayId}/verify", replay),
                Row.get("/audit/v1/replays/{replayId}/events", replay),
                Row.get("/audit/v1/events", Map.of()),
                Row.get("/audit/v1/actions", Map.of()),
                Row.get("/audit/v1/stats/replays", Map.of()).asking("by=environment"),
                Row.get("/audit/v1/stats/actions", Map.of()).asking("by=environment"),
                Row.get("/audit/v1/incidents", Map.of()),
                Row.get("/audit/v1/incidents/{incidentId}", Map.of("incidentId", Feed.INCIDENT)),
                Row.get("/audit/v1/replays/{replayId}/receipt", replay),
                Row.get("/audit/v1/verify", Map.of()),
                Row.get("/audit/v1/bundles", Map.of()),
                Row.get("/audit/v1/bundles/{bundleId}", bundle),
                Row.get("/audit/v1/approvals", Map.of()),
                Row.get("/audit/v1/approvals/{approvalId}", approval),
                Row.get("/audit/v1/escalations", Map.of()),
                Row.get("/audit/v1/escalations/{escalationId}", escalation),
                Row.get("/audit/v1/export", Map.of()),
                Row.get("/audit/v1/accesses", Map.of()),
                Row.get("/audit/v1/accesses/{accessId}", Map.of("accessId", furnished.accessId())),
                new Row("POST", "/capture/v1/bundles", Map.of(), "{}"),
                new Row("HEAD", "/capture/v1/blobs/{digest}", blob, ""),
                new Row("PUT", "/capture/v1/blobs/{digest}", blob, "{}"),
                new Row("GET", "/capture/v1/bundles/{bundleId}", bundle, ""),
                new Row(
                        "GET",
                        "/capture/v1/bundles/{bundleId}/files/{path}",
                        with(bundle, "path", "incident.json"),
                        ""));
    }

    private String request(String mode) {
        return "{\"bundleId\":\"%s\",\"mode\":\"%s\",\"environment\":\"%s\",\"reason\":\"who may\"}"
                .formatted(furnished.bundleId(), mode, furnished.feed().name());
    }

    private static Map<String, String> with(Map<String, String> places, String name, String value) {
        var all = new HashMap<>(places);
        all.put(name, value);
        return all;
    }
}
