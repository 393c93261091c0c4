package io.byteor.audit.http.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.access.AccessView;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.MaskingRules;
import io.byteor.audit.query.ActionView;
import io.byteor.audit.query.ReplayView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "$..outcome, replay, state",
        "$.outcome, replay, state",
        "$.decision, replay, state",
        "$.stored, replay, state",
        "$.findings[*].outcome, replay, ''",
        "$..outcome, action, ''",
        "$.agentId, incident, agents",
        "$..pipeline, incident, pipelines",
        "$.environment, incident, environments",
        "$..capturedAt, incident, firstCapturedAt lastCapturedAt",
        "$.decidedAt, incident, approvedAt",
        "$..incidentId, access, asked.incident",
        "$.bundleId, access, asked.bundle",
        "$.agentId, access, asked.agent",
        "$.reason, access, asked.reason",
        "$.requestedAt, access, asked.from",
        "$.environment, access, environments",
        "$..key, access, ''"
    })
    void hidesWhatFollowsFromWhatIsHidden(String path, String view, String hidden) throws IOException {
        Mask mask = MaskingRules.parse(
                        "{\"formatVersion\":\"1.0\",\"rules\":[{\"path\":\"%s\"}]}"
                                .formatted(path)
                                .getBytes(StandardCharsets.UTF_8),
                        "rules",
                        Set.of())
                .of(Set.of("analyst"));
        String document = document(view);

        Mask derived = Derived.of(mask, view(view));

        assertThat(nulls(JSON.readTree(derived.document(document)), "")).isEqualTo(hidden);
        assertThat(nulls(
                        JSON.readTree(derived.page("{\"items\":[" + document + "]}"))
                                .at("/items/0"),
                        ""))
                .isEqualTo(hidden);
    }

    private static Class<?> view(String name) {
        return switch (name) {
            case "replay" -> ReplayView.class;
            case "incident" -> IncidentView.class;
            case "access" -> AccessView.class;
            default -> ActionView.class;
        };
    }

    private static String document(String view) {
        return switch (view) {
            case "incident" -> """
                    {"environments":["e"],"agents":["a"],"pipelines":["p"],"firstCapturedAt":"t","lastCapturedAt":"t",
                     "approvedAt":"t"}""";
            case "access" -> """
                    {"environments":["e"],"asked":{"incident":"i","bundle":"b","agent":"a","reason":"r","from":"t"}}""";
            default -> "{\"state\":\"completed\",\"mode\":\"execute\"}";
        };
    }

    private static String nulls(JsonNode document, String above) {
        return document.properties().stream()
                .map(member -> {
                    String name = above + member.getKey();
                    return member.getValue().isNull()
                            ? name
                            : member.getValue().isObject() ? nulls(member.getValue(), name + ".") : "";
                })
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
