package io.byteor.backends.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.byteor.backends.embedded.BackendArguments.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendArgumentsTest {

    @Test
    void takesAFreePortAndOutlivesItsStarterByDefault() {
        assertThat(BackendArguments.parse("broker", "--data", "d"))
                .isEqualTo(new BackendArguments(Role.BROKER, Path.of("d"), 0, "", "", false));
    }

    @Test
    void takesOptionsInAnyOrder() {
        assertThat(BackendArguments.parse(
                        "registry", "--user", "u", "--with-starter", "--port", "7", "--jdbc", "j", "--data", "d"))
                .isEqualTo(new BackendArguments(Role.REGISTRY, Path.of("d"), 7, "j", "u", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cache --data d",
                "broker",
                "broker --data",
                "broker --data d --port x",
                "broker --data d --port -1",
                "broker --data d --verbose",
                "registry --data d --user u",
                "registry --data d --jdbc j"
            })
    void refusesAWrongLineWithTheUsage(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendArguments.parse(arguments))
                .withMessageContaining(BackendArguments.USAGE);
    }
}
