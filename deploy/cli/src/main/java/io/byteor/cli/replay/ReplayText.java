package io.byteor.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Audit;
import io.byteor.cli.api.Decision;
import io.byteor.cli.api.Explanation;
import io.byteor.cli.api.Finding;
import io.byteor.cli.api.Page;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.PageOptions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers about replays, for people. */
final class ReplayText {
    private static final String[] ACTION_COLUMNS = {"seq", "role", "stage", "origin", "to", "decision", "reason"};

    private static final int DIFFERENCES = 5;

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
            fields.addAll(audit.document(), "reason", "outcomeReason");
        }
        fields.add("actions", audit.count() + byDecision(audit));
        audit.document()
                .at("/actions/byTarget")
                .properties()
                .forEach(target -> fields.add("target", target.getKey() + ": " + counts(target.getValue())));
        divergence(fields, audit.document());
        return fields.add("root", audit.root());
    }

    static List<String> replays(Page page) {
        Table table =
                new Table("replay", "state", "mode", "environment", "requester", "requested at", "ticket", "reason");
        for (JsonNode replay : page.items()) {
            table.row(
                    replay.path("replayId").asText(),
                    replay.path("state").asText(),
                    replay.path("mode").asText("-"),
                    replay.path("environment").asText("-"),
                    replay.path("requester").asText("-"),
                    replay.path("requestedAt").asText("-"),
                    replay.path("ticket").asText("-"),
                    replay.path("reason").asText(""));
        }
        return PageOptions.lines(table, page);
    }

    private static void divergence(Fields fields, JsonNode audit) {
        JsonNode divergence = audit.path("divergence");
        JsonNode original = divergence.path("original");
        if (audit.at("/pipeline/match").asText().equals("candidate")) {
            fields.add("candidate", audit.path("specHash"));
        }
        if (divergence.isObject()) {
            fields.add("divergence", compared(divergence));
        }
        if (original.isObject()) {
            fields.add("original's", compared(original));
        }
        divergence
                .path("first")
                .valueStream()
                .limit(DIFFERENCES)
                .forEach(difference ->
                        fields.add(difference.path("kind").asText(), place(difference) + ": " + change(difference)));
    }

    private static String compared(JsonNode divergence) {
        String counts = Stream.of("same", "changed", "missing", "new")
                .map(kind -> divergence.path(kind).asText() + " " + kind)
                .collect(Collectors.joining(", "));
        long withoutOrigin = divergence.path("withoutOrigin").asLong();
        return withoutOrigin == 0 ? counts : counts + "; " + withoutOrigin + " captured name no origin";
    }

    private static String place(JsonNode difference) {
        return "%s of %s/%s"
                .formatted(
                        difference.path("lane").asText(),
                        difference.path("originLane").asText(),
                        difference.path("originSequence").asText());
    }

    private static String change(JsonNode difference) {
        String patch = difference
                .at("/change/patch")
                .valueStream()
                .map(change ->
                        change.path("op").asText() + " " + change.path("path").asText())
                .limit(DIFFERENCES)
                .collect(Collectors.joining(", "));
        return difference.path("keyChanged").asBoolean() ? "another key " + patch : patch;
    }

    private static String counts(JsonNode byName) {
        return byName.properties().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
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
