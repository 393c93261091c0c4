package io.byteor.backends.apicurio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    @Test
    void keepsThePasswordOutOfWhatIsPrinted() {
        RegistrySettings settings = new RegistrySettings(Path.of("d"), 0, "jdbc:x", "someone", "secret");

        assertThat(settings.toString()).contains("someone").doesNotContain("secret");
    }
}
