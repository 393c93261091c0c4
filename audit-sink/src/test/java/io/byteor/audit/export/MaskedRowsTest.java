package io.byteor.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.mask.MaskingRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedRowsTest {
    private static final List<Column> COLUMNS = Subject.REPLAYS.columns();

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "$.approvers    | approvers  | null",
                "$.approvers[0] | approvers  | [null,\"i#quinn\"]",
                "$..approvers   | approvers  | null",
                "$.agentId      | agentId    | null",
                "$.incidentId   | incidentId | null",
                "$.pipeline     | pipeline   | null",
                "$.requester    | approvers  | [\"i#paul\",\"i#quinn\"]"
            })
    void hidesOfAReplayWhatTheRulesHideOfItsDocument(String path, String column, @Nullable String shown) {
        String rules = "{\"formatVersion\":\"1.0\",\"rules\":[{\"path\":\"%s\"}]}".formatted(path);
        MaskedRows masked = new MaskedRows(
                MaskingRules.parse(rules.getBytes(StandardCharsets.UTF_8), "rules", Set.of())
                        .of(Set.of("analyst")),
                COLUMNS);
        @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
        row[place("approvers")] = "[\"i#paul\",\"i#quinn\"]";
        row[place("agentId")] = "agent-1";
        row[place("incidentId")] = "incident-1";
        row[place("pipeline")] = "quake-alerts";

        masked.hide(row);

        assertThat(row[place(column)]).isEqualTo(shown);
    }

    private static int place(String column) {
        return COLUMNS.stream().map(Column::name).toList().indexOf(column);
    }
}
