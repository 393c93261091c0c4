package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The audit of one replay.
 *
 * @param outcome how it ended
 * @param count all actions
 * @param root RFC 6962 root over the listed actions
 * @param byDecision actions by decision, sorted by its name
 * @param document the audit as it was recorded
 */
public record Audit(
        String replayId, String outcome, long count, String root, Map<String, Long> byDecision, JsonNode document) {

    public boolean completed() {
        return outcome.equals("completed");
    }

    /** Actions with this decision. */
    public long count(String decision) {
        return byDecision.getOrDefault(decision, 0L);
    }

    static Audit of(JsonNode document) {
        JsonNode actions = document.path("actions");
        Map<String, Long> byDecision = new TreeMap<>();
        actions.path("byDecision")
                .properties()
                .forEach(
                        entry -> byDecision.put(entry.getKey(), entry.getValue().asLong()));
        return new Audit(
                Documents.text(document, "replayId"),
                Documents.text(document, "outcome"),
                actions.path("count").asLong(),
                actions.path("root").asText(""),
                byDecision,
                document);
    }
}
