package io.byteor.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "400, 2", "404, 2", "409, 2", "412, 2", "422, 2", "401, 4", "403, 4", "408, 3", "429, 3", "500, 3", "503, 3"
    })
    void followsTheStatusOfTheRefusal(int status, int code) {
        assertThat(ExitCode.ofStatus(status).value()).isEqualTo(code);
    }

    @Test
    void standsInTheHelpOfEveryVerb() {
        assertThat(ExitCode.helpFooter()).hasSize(ExitCode.values().length + 2).contains("  0  done");
    }
}
