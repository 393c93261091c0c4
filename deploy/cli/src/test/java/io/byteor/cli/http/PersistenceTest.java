package io.byteor.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersistenceTest {
    private static final Duration ASKED = Duration.ofSeconds(7);
    private static final int REFUSALS = 100;

    private final List<Duration> pauses = new ArrayList<>();
    private int attempts;

    @Test
    void asksAServiceAgainNoSoonerThanItSaid() {
        Persistence persistence = new Persistence(Duration.ofHours(1), line -> {}, new TimePassing(), new Random(1));

        int outcome = persistence.until(() -> {
            if (attempts++ < REFUSALS) {
                throw new ApiException(Problem.of(ErrorCode.RATE_LIMITED), 429, ASKED, true);
            }
            return attempts;
        });

        assertThat(outcome).isEqualTo(REFUSALS + 1);
        assertThat(pauses)
                .hasSize(REFUSALS)
                .allSatisfy(pause ->
                        assertThat(pause).isBetween(ASKED, ASKED.multipliedBy(7).dividedBy(5)));
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(1);
    }

    /** Passes at once. */
    private final class TimePassing implements Passage {
        @Override
        public long nanos() {
            return pauses.stream().mapToLong(Duration::toNanos).sum();
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
        }
    }
}
