package io.byteor.audit.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingRulesTest {
    private static final Set<String> ROLES = Set.of("operator", "analyst", "admin");
    private static final String RULES = """
            {"formatVersion": "1.0", "rules": [
              {"path": "$..key", "shownTo": ["operator", "admin"]}, {"path": "$.reason", "shownTo": []}, {"path": "$.leaf"}]}""";

    @Test
    void hidesFromARoleWhatIsShownToOthersAlone() {
        assertThat(mask("analyst").paths()).containsExactly("$..key", "$.reason", "$.leaf");
        assertThat(mask("operator").paths()).containsExactly("$.reason", "$.leaf");
    }

    @Test
    void showsToOneOfSeveralRolesWhatOneOfThemMaySee() {
        assertThat(mask("analyst", "operator").paths()).containsExactly("$.reason", "$.leaf");
    }

    @Test
    void hidesAllThatARuleSpeaksOfFromThoseWithoutARole() {
        assertThat(mask().paths()).hasSize(3);
        assertThat(mask("a role of the future").paths()).hasSize(3);
    }

    @Test
    void hidesNothingWithoutRules() {
        Mask mask = MaskingRules.NONE.of(Set.of());

        assertThat(mask.isClear()).isTrue();
        assertThat(mask.document("as it stands")).isEqualTo("as it stands");
        assertThat(mask.page("{\"items\":[ 1 ]}")).isEqualTo("{\"items\":[ 1 ]}");
    }

    @Test
    void masksDocumentsAndTheItemsOfPages() {
        Mask mask = mask("operator");

        assertThat(mask.document("{\"reason\":\"r\",\"key\":1}")).isEqualTo("{\"reason\":null,\"key\":1}");
        assertThat(mask.page("{\"items\":[{\"reason\":\"r\"}],\"reason\":2}"))
                .isEqualTo("{\"items\":[{\"reason\":null}],\"reason\":2}");
        assertThat(mask.member("findings", "[{\"leaf\":1}]")).isEqualTo("[{\"leaf\":1}]");
        assertThat(mask.hides("reason")).isTrue();
        assertThat(mask.hides("key")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'formatVersion':'2.0','rules':[]}                              | FORMAT_VERSION_UNKNOWN | /formatVersion",
                "{'formatVersion':'1.0','rules':[{'path':'key'}]}                | DOCUMENT_INVALID       | /rules/0/path",
                "{'formatVersion':'1.0','rules':[{'path':'$.k','shownTo':['x']}]} | DOCUMENT_INVALID       | /rules/0/shownTo",
                "{'formatVersion':'1.0','rules':[{'path':'$.k','role':'admin'}]} | DOCUMENT_INVALID       | /rules/0/role",
                "{'formatVersion':'1.0','rules':[{'shownTo':['admin']}]}         | DOCUMENT_INVALID       | /rules/0/path",
                "{'formatVersion':'1.0'}                                         | DOCUMENT_INVALID       | /rules",
                "{'formatVersion':                                               | DOCUMENT_INVALID       | masking.json"
            })
    void refusesRulesThatItCannotReadWithThePlace(String document, String code, String place) {
        byte[] bytes = document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MaskingRules.parse(bytes, "masking.json", ROLES))
                .isInstanceOfSatisfying(ByteorException.class, refusal -> {
                    assertThat(refusal.code().name()).isEqualTo(code);
                    assertThat(refusal.place()).startsWith("masking.json").contains(place);
                });
    }

    private static Mask mask(String... roles) {
        return MaskingRules.parse(RULES.getBytes(StandardCharsets.UTF_8), "masking.json", ROLES)
                .of(Set.of(roles));
    }
}
