package io.byteor.schemas.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.event.AgentResponded;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerCountsTest {
    private static final Instant SECOND = Instant.parse("2026-02-03T04:05:06Z");
    private static final String ISSUER = "https://byteor.local";

    private Instant now = SECOND.plusMillis(200);
    private final AnswerCounts counts = new AnswerCounts("ingest", 2, () -> now);

    @Test
    void addsUpTheAnswersOfOneStatusWithinOneSecond() {
        counts.toAgent(ISSUER, "a", "10.0.0.1", 403, "FORBIDDEN");
        counts.toAgent(ISSUER, "a", "10.0.0.1", 403, "AGENT_MISMATCH");
        counts.toAddress("10.0.0.1", 401, "UNAUTHENTICATED");

        assertThat(counts.takeFinished()).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(counts.takeFinished())
                .extracting(
                        AgentResponded::getAgentId,
                        AgentResponded::getIssuer,
                        AgentResponded::getAddress,
                        AgentResponded::getStatus,
                        AgentResponded::getCode,
                        AgentResponded::getCount,
                        AgentResponded::getAt)
                .containsExactlyInAnyOrder(
                        tuple("a", ISSUER, "10.0.0.1", 403, "AGENT_MISMATCH", 2L, SECOND),
                        tuple(null, null, "10.0.0.1", 401, "UNAUTHENTICATED", 1L, SECOND));
        assertThat(counts.takeFinished()).isEmpty();
    }

    @Test
    void namesNoAddressWhereTheyAreSeveral() {
        counts.toAgent(ISSUER, "a", "10.0.0.1", 429, "RATE_LIMITED");
        counts.toAgent(ISSUER, "a", "10.0.0.2", 429, "RATE_LIMITED");
        counts.toAgent(ISSUER, "a", "10.0.0.1", 429, "RATE_LIMITED");
        pass(Duration.ofSeconds(1));

        assertThat(counts.takeFinished()).singleElement().satisfies(answers -> {
            assertThat(answers.getAddress()).isNull();
            assertThat(answers.getCount()).isEqualTo(3);
        });
    }

    @Test
    void holdsNoMoreThanItsBoundAndCountsWhatIsLost() {
        counts.toAddress("10.0.0.1", 401, "UNAUTHENTICATED");
        counts.toAddress("10.0.0.2", 401, "UNAUTHENTICATED");
        counts.toAddress("10.0.0.3", 401, "UNAUTHENTICATED");
        counts.toAddress("10.0.0.2", 401, "UNAUTHENTICATED");
        counts.lose(5);

        assertThat(counts.lost()).isEqualTo(6);
        pass(Duration.ofSeconds(1));
        assertThat(counts.takeFinished())
                .extracting(AgentResponded::getAddress, AgentResponded::getCount)
                .containsExactlyInAnyOrder(tuple("10.0.0.1", 1L), tuple("10.0.0.2", 2L));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
