package io.byteor.docs;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table under construction. Not thread-safe. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String... header) {
        row(header);
        lines.add("|" + " --- |".repeat(header.length));
    }

    MarkdownTable row(String... cells) {
        var line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        lines.add(line.toString());
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
