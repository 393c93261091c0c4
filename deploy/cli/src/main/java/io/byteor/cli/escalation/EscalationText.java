package io.byteor.cli.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Page;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.PageOptions;
import java.util.List;

/** Escalations, for people. */
final class EscalationText {
    private EscalationText() {}

    static Fields of(JsonNode escalation) {
        Fields fields = new Fields()
                .addAll(escalation, "escalationId", "state", "cause", "subject", "environment", "evidence", "replayId")
                .addAll(escalation, "raisedAt");
        note(fields, "acknowledged", escalation);
        note(fields, "resolved", escalation);
        return fields;
    }

    private static void note(Fields fields, String what, JsonNode escalation) {
        JsonNode note = escalation.path(what);
        if (note.isObject()) {
            fields.add(
                    what,
                    "%s by %s: %s"
                            .formatted(
                                    note.path("at").asText(),
                                    note.path("by").asText(),
                                    note.path("note").asText()));
        }
    }

    static List<String> lines(Page escalations) {
        Table table = new Table("escalation", "state", "cause", "subject", "environment", "raised at");
        for (JsonNode it : escalations.items()) {
            table.row(
                    it.path("escalationId").asText(),
                    it.path("state").asText(),
                    it.path("cause").asText(),
                    it.path("subject").asText(),
                    it.path("environment").asText("-"),
                    it.path("raisedAt").asText());
        }
        return PageOptions.lines(table, escalations);
    }
}
