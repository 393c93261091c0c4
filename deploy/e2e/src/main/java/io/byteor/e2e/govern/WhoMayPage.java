package io.byteor.e2e.govern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows as a page for people: one line for each endpoint, and for each kind of entry where they differ. */
final class WhoMayPage {
    private static final List<String> ROLES = List.of("agent", "operator", "approver", "analyst", "admin");

    private WhoMayPage() {}

    static String of(List<Row> rows) {
        Map<String, Row> lines = new LinkedHashMap<>();
        for (Row row : rows) {
            String kind = row.places().get("kinds");
            lines.put(kind == null ? row.operation() : row.operation().replace("{kinds}", kind), row);
        }
        return """
                # Who may do what

                Generated from the table that `./byteor prove who-may` tries cell by cell. *Claim*: the token's `environments` must
                name the environment, or hold `*`. Without it lists leave out what is of other environments; pipelines are of none.

                """ + heading()
                + lines.entrySet().stream()
                        .map(line -> line(line.getKey(), line.getValue()))
                        .collect(Collectors.joining());
    }

    private static String heading() {
        return cells(Stream.concat(Stream.of("endpoint"), Stream.concat(ROLES.stream(), Stream.of("claim"))))
                + cells(Stream.generate(() -> "---").limit(ROLES.size() + 2L));
    }

    private static String line(String endpoint, Row row) {
        Set<String> roles = row.roles();
        return cells(Stream.concat(
                Stream.of("`" + endpoint + "`"),
                Stream.concat(
                        ROLES.stream().map(role -> roles.contains(role) ? "yes" : ""),
                        Stream.of(row.claimed() ? "yes" : ""))));
    }

    private static String cells(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
