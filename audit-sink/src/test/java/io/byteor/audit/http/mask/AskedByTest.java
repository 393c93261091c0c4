package io.byteor.audit.http.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.MaskingRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedByTest {
    @ParameterizedTest
    @CsvSource({
        "$..reason, reason, x, true",
        "$..reason, ticket, x, false",
        "$.bundleId, bundle, x, true",
        "$..agentId, agent, x, true",
        "$.incidentId, incident, x, true",
        "$.approvers[*], approver, x, true",
        "$.approvers, approver, x, true",
        "$..originSequence, origin, x, true",
        "$.requestedAt, to, x, true",
        "$.key, from, x, false",
        "$..specHash, by, spec_hash, true",
        "$..requester, by, 'environment,requester', true",
        "$..requester, by, 'environment,outcome', false",
        "$.findings, by, code, true",
        "$.findings[*].code, by, code, true",
        "$.findings[1].code, by, 'environment,code', true",
        "$.findings[*].evidence, by, code, false",
        "$..code, by, code, true",
        "$.decision, by, code, true",
        "$.approvers[1], approver, x, true",
        "$.votes[*].voter, approver, x, true",
        "$.votes, by, approver, true",
        "$.requestedAt, bucket, week, true",
        "$.at, bucket, hour, true",
        "$.decidedAt, bucket, week, false",
        "$.environments, environment, x, true",
        "$.agents[*], agent, x, true",
        "$.pipelines, pipeline, x, true",
        "$..key, '\"', x, false"
    })
    void tellsWhetherAParameterAsksByWhatIsHidden(String path, String parameter, String value, boolean hidden) {
        Mask mask = MaskingRules.parse(
                        "{\"formatVersion\":\"1.0\",\"rules\":[{\"path\":\"%s\"}]}"
                                .formatted(path)
                                .getBytes(StandardCharsets.UTF_8),
                        "rules",
                        Set.of())
                .of(Set.of("analyst"));

        assertThat(AskedBy.hidden(mask, parameter, List.of(value))).isEqualTo(hidden);
    }
}
