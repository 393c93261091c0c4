package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Audit;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.Explanation;
import io.byteor.cli.api.Finding;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.Verification;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.PageOptions;
import java.util.List;
import java.util.stream.Collectors;

/** Answers about replays, for people. */
final class ReplayText {
    private static final String[] ACTION_COLUMNS = {"seq", "role", "stage", "origin", "to", "decision", "reason"};

    private ReplayText() {}

    static Fields decision(Decision decision) {
        Fields fields = new Fields()
                .add("replay", decision.replayId())
                .add("decision", decision.accepted() ? "accepted" : "rejected")
                .add("request digest", decision.requestDigest());
        return findings(fields, decision.findings());
    }

    static Fields explanation(Explanation explanation) {
        JsonNode document = explanation.document();
        JsonNode estimate = document.path("estimate");
        Fields fields = new Fields()
                .add("would be", explanation.accepted() ? "accepted" : "rejected")
                .addAll(document, "requestDigest", "selectionDigest", "approvalsRequired")
                .add("records", amount(estimate.path("records")))
                .add("stored bytes", amount(estimate.path("bytes")));
        estimate.path("effects")
                .properties()
                .forEach(effect -> fields.add("effects", "at most " + effect.getValue() + " on " + effect.getKey()));
        return findings(fields.addAll(estimate, "rate", "duration"), explanation.findings());
    }

    private static String amount(JsonNode amount) {
        return amount.isObject()
                ? (amount.path("exact").asBoolean() ? "" : "at most ")
                        + amount.path("count").asText()
                : "";
    }

    private static Fields findings(Fields fields, List<Finding> findings) {
        long passed = findings.stream().filter(Finding::passed).count();
        fields.add("rules", passed + " of " + findings.size() + " passed");
        findings.stream().filter(finding -> !finding.passed()).forEach(finding -> {
            fields.add(finding.outcome(), finding.code() + ": " + finding.evidence());
            if (!finding.remedy().isBlank()) {
                fields.more("to remedy: " + finding.remedy());
            }
        });
        return fields;
    }

    static Fields audit(Fields fields, Audit audit) {
        fields.add("outcome", audit.outcome());
        if (!audit.completed()) {
            fields.add("reason", audit.document().path("reason"));
        }
        fields.add("actions", audit.count() + byDecision(audit));
        return fields.add("root", audit.root());
    }

    static String progress(JsonNode told) {
        String remaining = told.path("remaining").asText("");
        return "%s: %d of %d records read, %d selected, %d effects, %.0f records/s%s"
                .formatted(
                        told.path("state").asText(),
                        told.path("scanned").asLong(),
                        told.path("expected").asLong(),
                        told.path("selected").asLong(),
                        told.path("effects").asLong(),
                        told.path("rate").asDouble(),
                        remaining.isEmpty() ? "" : ", " + remaining + " left");
    }

    static List<String> actions(Page page) {
        Table table = new Table(ACTION_COLUMNS);
        page.items().forEach(item -> table.row(values(item)));
        return PageOptions.lines(table, page);
    }

    static Fields verification(Verification verification) {
        return new Fields()
                .addAll(
                        verification.document(),
                        "replayId",
                        "verdict",
                        "listed",
                        "stored",
                        "root",
                        "recomputedRoot",
                        "firstDifference");
    }

    private static String byDecision(Audit audit) {
        return audit.byDecision().isEmpty()
                ? ""
                : audit.byDecision().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String[] values(JsonNode item) {
        String lane = item.path("toLane").asText("");
        return new String[] {
            item.path("seq").asText(),
            item.path("role").asText(),
            item.path("stage").asText(),
            item.path("originLane").asText() + "/" + item.path("originSequence").asText(),
            lane.isEmpty() ? item.path("target").asText("") : "lane " + lane,
            item.path("decision").asText(),
            item.path("reason").asText("")
        };
    }
}
