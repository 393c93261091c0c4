package io.byteor.validator.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.validator.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlidingCountTest {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Test
    void addsUpTheSecondsOfOneWindow() {
        SlidingCount count = SlidingCount.NONE
                .plus(World.NOON, 2, WINDOW)
                .plus(World.NOON, 1, WINDOW)
                .plus(World.NOON.plusSeconds(59), 1, WINDOW);

        assertThat(count.total()).isEqualTo(4);
        assertThat(count.seconds()).hasSize(2);
        assertThat(count.latest()).isEqualTo(World.NOON.plusSeconds(59));
    }

    @Test
    void letsGoOfWhatIsAWindowOlderThanTheLatest() {
        SlidingCount count = SlidingCount.NONE
                .plus(World.NOON, 4, WINDOW)
                .plus(World.NOON.plusSeconds(1), 1, WINDOW)
                .plus(World.NOON.plusSeconds(60), 1, WINDOW);

        assertThat(count.total()).isEqualTo(2);
    }

    @Test
    void takesAnswersThatComeLateAndNoneThatComeTooLate() {
        SlidingCount count = SlidingCount.NONE
                .plus(World.NOON.plusSeconds(60), 1, WINDOW)
                .plus(World.NOON.plusSeconds(1), 1, WINDOW)
                .plus(World.NOON, 1, WINDOW);

        assertThat(count.total()).isEqualTo(2);
        assertThat(count.latest()).isEqualTo(World.NOON.plusSeconds(60));
    }

    @Test
    void comesOutOfAStoreAsItWentIn() {
        SlidingCount count = SlidingCount.NONE
                .plus(World.NOON, 4, WINDOW)
                .plus(Instant.ofEpochSecond(World.NOON.getEpochSecond() + 7), 2, WINDOW);

        assertThat(SlidingCount.of(count.bytes())).isEqualTo(count);
        assertThat(SlidingCount.of(SlidingCount.NONE.bytes())).isEqualTo(SlidingCount.NONE);
    }
}
