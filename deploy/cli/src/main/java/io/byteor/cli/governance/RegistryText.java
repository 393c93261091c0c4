package io.byteor.cli.governance;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.output.Table;
import io.byteor.cli.verb.PageOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Registry entries, for people. */
final class RegistryText {
    private RegistryText() {}

    /** A page of entries or of one's revisions. */
    static List<String> lines(RegistryKind kind, Page page) {
        String[] columns = switch (kind) {
            case ENVIRONMENT -> new String[] {"key", "revision", "digest"};
            case AGENT -> new String[] {"key", "revision", "environment", "pipeline", "version"};
            case PIPELINE -> new String[] {"key", "revision", "pipeline", "version", "status"};
        };
        Table table = new Table(with(columns, "changed by", "changed at"));
        for (JsonNode item : page.items()) {
            String[] values = Arrays.stream(columns)
                    .map(column -> item.path(column).asText(""))
                    .toArray(String[]::new);
            table.row(with(
                    values,
                    item.path("changedBy").path("subject").asText(),
                    item.path("changedAt").asText()));
        }
        return PageOptions.lines(table, page);
    }

    /** One operation of a JSON Patch a line. */
    static List<String> lines(JsonNode difference) {
        List<String> lines = new ArrayList<>();
        lines.add("from revision %s to %s"
                .formatted(
                        difference.path("from").asText(), difference.path("to").asText()));
        for (JsonNode change : difference.path("patch")) {
            lines.add("%-7s  %s  %s"
                    .formatted(
                            change.path("op").asText(),
                            change.path("path").asText(),
                            change.has("value") ? change.path("value").toString() : "")
                    .stripTrailing());
        }
        return lines;
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
