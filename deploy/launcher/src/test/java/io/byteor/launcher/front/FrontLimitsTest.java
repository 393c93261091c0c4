package io.byteor.launcher.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.launcher.LaunchFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontLimitsTest {
    @Test
    void theEnvironmentSetsEachAndWhatItLeavesOutIsUsual() {
        assertThat(FrontLimits.of(Map.of())).isEqualTo(FrontLimits.STANDARD);
        assertThat(FrontLimits.of(Map.of("BYTEOR_FRONT_HEAD", "PT5S", "BYTEOR_FRONT_BODY_IDLE", "PT2M")))
                .isEqualTo(new FrontLimits(Duration.ofSeconds(5), Duration.ofMinutes(2)));
    }

    @Test
    void whatIsNoPositiveDurationIsNamed() {
        for (String wrong : new String[] {"5", "PT0S", "-PT1S", ""}) {
            assertThatThrownBy(() -> FrontLimits.of(Map.of("BYTEOR_FRONT_HEAD", wrong)))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("BYTEOR_FRONT_HEAD");
        }
    }
}
