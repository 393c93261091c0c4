package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rule said.
 *
 * @param code names the rule, also where it passed
 * @param outcome passed, warning or failed
 * @param evidence what was looked at and found
 * @param remedy what would make it pass
 */
public record Finding(String code, String outcome, String evidence, String remedy) {
    public boolean failed() {
        return outcome.equals("failed");
    }

    public boolean passed() {
        return outcome.equals("passed");
    }

    static List<Finding> listOf(JsonNode findings) {
        List<Finding> list = new ArrayList<>();
        findings.forEach(finding -> list.add(new Finding(
                finding.path("code").asText(),
                finding.path("outcome").asText(),
                finding.path("evidence").asText(),
                finding.path("remedy").asText(""))));
        return List.copyOf(list);
    }
}
