package io.byteor.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.AuditApi;
import io.byteor.cli.api.Page;
import io.byteor.cli.api.PageQuery;
import io.byteor.cli.api.Verification;
import io.byteor.cli.output.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of the whole store came to.
 *
 * @param verified how many things were verified
 * @param byVerdict how many had which verdict
 * @param findings those that are neither intact nor retired, the first {@value #MOST_FINDINGS} of them
 */
record StoreSummary(long verified, Map<String, Long> byVerdict, List<JsonNode> findings) {
    private static final int MOST_FINDINGS = 1_000;
    private static final int PAGE = 100;

    /** Asks for one page after the other. */
    static StoreSummary of(AuditApi audit, @Nullable Instant since) {
        long verified = 0;
        Map<String, Long> byVerdict = new TreeMap<>();
        List<JsonNode> findings = new ArrayList<>();
        String after = null;
        do {
            Page page = audit.verifyStore(since, new PageQuery(after, PAGE));
            for (JsonNode item : page.items()) {
                String verdict = item.path("verdict").asText();
                verified++;
                byVerdict.merge(verdict, 1L, Long::sum);
                if (!Verification.sound(verdict) && findings.size() < MOST_FINDINGS) {
                    findings.add(item);
                }
            }
            after = page.next().isEmpty() ? null : page.next();
        } while (after != null);
        return new StoreSummary(verified, byVerdict, findings);
    }

    boolean sound() {
        return byVerdict.keySet().stream().allMatch(Verification::sound);
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        if (!findings.isEmpty()) {
            Table table = new Table("kind", "id", "verdict", "first difference");
            findings.forEach(item -> table.row(
                    item.path("kind").asText(),
                    item.path("id").asText(),
                    item.path("verdict").asText(),
                    item.path("firstDifference").asText("")));
            lines.addAll(table.lines());
        }
        lines.add("verified %d: %s"
                .formatted(
                        verified,
                        byVerdict.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", "))));
        return lines;
    }
}
