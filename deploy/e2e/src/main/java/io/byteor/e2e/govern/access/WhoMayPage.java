package io.byteor.e2e.govern.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the OpenAPI documents say of who may what, as a page for people: one line for each operation, and kind of entry where they differ. */
final class WhoMayPage {
    private static final List<String> ROLES = List.of("agent", "operator", "approver", "analyst", "admin");
    private static final String PLACE = "{" + Policy.KINDS + "}";

    private WhoMayPage() {}

    /** @param operations by method and path */
    static String of(Map<String, JsonNode> operations) {
        return """
                # Who may do what

                Generated from the OpenAPI documents, and tried cell by cell by `./byteor prove who-may`. *Environments*: `claimed`
                where the token's `environments` must name the environment, or hold `*`; `filtered` where lists leave out what they
                do not name; `every` where they must hold `*`.

                """ + heading()
                + operations.entrySet().stream()
                        .flatMap(it -> lines(it.getKey(), Policy.byKind(it.getValue())))
                        .collect(Collectors.joining());
    }

    private static String heading() {
        return cells(Stream.concat(Stream.of("endpoint"), Stream.concat(ROLES.stream(), Stream.of("environments"))))
                + cells(Stream.generate(() -> "---").limit(ROLES.size() + 2L));
    }

    private static Stream<String> lines(String operation, Map<String, Policy> byKind) {
        return byKind.entrySet().stream()
                .map(it -> line(operation.replace(PLACE, it.getKey().isEmpty() ? PLACE : it.getKey()), it.getValue()));
    }

    private static String line(String operation, Policy policy) {
        return cells(Stream.concat(
                Stream.of("`" + operation + "`"),
                Stream.concat(
                        ROLES.stream().map(role -> policy.roles().contains(role) ? "yes" : ""),
                        Stream.of(policy.environment()))));
    }

    private static String cells(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
