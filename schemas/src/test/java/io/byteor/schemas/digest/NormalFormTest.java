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
                "null                     | null",
                "1000000000000000000000   | 1e+21",
                "9007199254740992         | 9007199254740992",
                "18446744073709552000     | 18446744073709552000"
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

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 9007199254740992",
        "18446744073709551557, 18446744073709552000",
        "-9223372036854775809, -9223372036854775808",
        "123456789012345678901234567890, 123456789012345678901234567891"
    })
    void tellsIntegersApartThatADoubleDoesNot(String integer, String other) {
        NormalForm normal = of("{\"b\": 1.0, \"a\": " + integer + " }");

        assertThat(normal.json()).isTrue();
        assertThat(normal.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":" + integer + ",\"b\":1}");
        assertThat(of(integer).bytes()).isNotEqualTo(of(other).bytes());
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
