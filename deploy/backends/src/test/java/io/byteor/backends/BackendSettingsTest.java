package io.byteor.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.byteor.backends.BackendSettings.Retention;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSettingsTest {

    private static final Path DATA = Path.of("data");

    @Test
    void takesFreePortsUnlessToldOtherwise() {
        assertThat(BackendSettings.kept(DATA)).isEqualTo(new BackendSettings(DATA, Retention.KEPT, 0, 0, 0));
        assertThat(BackendSettings.temporary(DATA)).isEqualTo(new BackendSettings(DATA, Retention.TEMPORARY, 0, 0, 0));
    }

    @Test
    void setsPortsByRole() {
        BackendSettings settings = BackendSettings.kept(DATA).withPorts(1, 2, 3);

        assertThat(settings).isEqualTo(new BackendSettings(DATA, Retention.KEPT, 1, 2, 3));
    }

    @Test
    void makesTheDirectoryAbsolute() {
        assertThat(BackendSettings.kept(Path.of("a/../data")).dataDirectory()).isEqualTo(DATA.toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesAPortThatDoesNotExist(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackendSettings.kept(DATA).withPorts(0, port, 0))
                .withMessage("The database's port is %d, not in 0..65535", port);
    }
}
