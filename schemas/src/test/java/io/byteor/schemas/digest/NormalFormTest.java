package io.byteor.schemas.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b\": 1.0, \"a\": [2e0]} | {\"a\":[2],\"b\":1}",
                "\"\\u0061\"              | \"a\"",
                "4.50                     | 4.5",
                "null                     | null"
            })
    void writesEveryJsonValueInOneWay(String payload, String form) {
        NormalForm normal = of(payload);

        assertThat(normal.json()).isTrue();
        assertThat(normal.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{\"a\":1,\"a\":1}", "1e999", "[1] ]", "\"\\ud800\""})
    void keepsWhatIsNoStrictJsonAsItStands(String payload) {
        NormalForm normal = of(payload);

        assertThat(normal.json()).isFalse();
        assertThat(normal.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(payload);
    }

    @Test
    void keepsWhatNestsTooDeepAsItStands() {
        assertThat(of("[".repeat(65) + "]".repeat(65)).json()).isFalse();
        assertThat(of("[".repeat(64) + "]".repeat(64)).json()).isTrue();
    }

    private static NormalForm of(String payload) {
        return NormalForm.of(payload.getBytes(StandardCharsets.UTF_8));
    }
}
