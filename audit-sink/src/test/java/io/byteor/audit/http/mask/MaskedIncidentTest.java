package io.byteor.audit.http.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.byteor.audit.http.incident.IncidentWithTimeline;
import io.byteor.audit.http.json.AnswerMapper;
import io.byteor.audit.incident.Happening;
import io.byteor.audit.incident.IncidentView;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.MaskingRules;
import io.byteor.audit.query.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedIncidentTest {
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        new AnswerMapper().customize(JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "$.title, bundle_captured, what",
        "$.agentId, bundle_captured, by",
        "$..capturedAt, bundle_captured, at",
        "$.deletedAt, bundle_deleted, at",
        "$..reason, approval_requested, what",
        "$.requester, approval_requested, by",
        "$.votes[*].voter, approval_voted, by",
        "$.votes[3].vote, approval_voted, what",
        "$.votes, approval_voted, at by what",
        "$..reason, approval_voted, ''",
        "$.refusedVotes[*].code, vote_refused, what",
        "$.revocation.reason, approval_revoked, what",
        "$.revocation.*, approval_revoked, at by what",
        "$.requester, replay_requested, by",
        "$.mode, replay_requested, what",
        "$.findings[*].code, replay_decided, what",
        "$.decision, replay_decided, what",
        "$..evidence, replay_decided, ''",
        "$.findings[0].code, start_refused, what",
        "$.answeredAt, start_granted, at",
        "$..reason, control_requested, what",
        "$.control, control_requested, what",
        "$.requester, control_requested, by",
        "$..changedBy, control_changed, by",
        "$.reason, control_changed, what",
        "$.runner, replay_started, by",
        "$.outcome, replay_ended, what",
        "$.cause, escalation_raised, what",
        "$.acknowledged.by, escalation_acknowledged, by",
        "$..note, escalation_resolved, what",
        "$.what, escalation_resolved, what",
        "$.timeline.items[*].by, escalation_resolved, by",
        "$.key, a kind of the future, at by what"
    })
    void hidesOfAThingWhatTheDocumentHidesThatItIsToldFrom(String path, String kind, String hidden) throws IOException {
        JsonNode thing = shown(path, kind).at("/timeline/items/0");

        assertThat(Stream.of("at", "by", "what")
                        .filter(name -> thing.path(name).isNull())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(hidden);
        assertThat(thing.path("kind").asText()).isEqualTo(kind);
        assertThat(thing.path("bundleId").asText()).isEqualTo("b");
    }

    @Test
    void takesTheIncidentForADocumentAndEachThingForOne() throws IOException {
        JsonNode titled = shown("$.title", "bundle_deleted");

        assertThat(titled.at("/incident/title").isNull()).isTrue();
        assertThat(shown("$..capturedAt", "bundle_deleted")
                        .at("/incident/firstCapturedAt")
                        .isNull())
                .isTrue();
        assertThat(titled.at("/incident/incidentId").asText()).isEqualTo("i");
        assertThat(titled.at("/timeline/next").asText()).isEqualTo("n");
        assertThat(shown("$.bundleId", "bundle_deleted")
                        .at("/timeline/items/0/bundleId")
                        .isNull())
                .isTrue();
        assertThat(shown("$.incident", "bundle_deleted").at("/incident").isNull())
                .isTrue();
    }

    private static JsonNode shown(String path, String kind) throws IOException {
        Mask mask = MaskingRules.parse(
                        "{\"formatVersion\":\"1.0\",\"rules\":[{\"path\":\"%s\"}]}"
                                .formatted(path)
                                .getBytes(StandardCharsets.UTF_8),
                        "rules",
                        Set.of())
                .of(Set.of("analyst"));
        IncidentView incident =
                new IncidentView("i", "t", List.of("e"), List.of("a"), List.of("p"), 1, 1, AT, AT, null);
        Happening happening = new Happening(AT, kind, "e", "b", "r", "ap", "es", "somebody", "something");
        return JSON.readTree(new MaskedIncident(JSON)
                .shown(mask, new IncidentWithTimeline(incident, new Page<>(List.of(happening), "n"))));
    }
}
