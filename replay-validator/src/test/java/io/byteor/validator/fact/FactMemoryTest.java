package io.byteor.validator.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactMemoryTest {
    private static final int BOUND = 20;

    private final FactMemory memory = new FactMemory(BOUND);
    private final List<String> read = new ArrayList<>();

    @Test
    void readsTheSameBytesOnce() {
        assertThat(fact(Topic.ENVIRONMENT, "demo", "frozen")).contains("FROZEN");
        assertThat(fact(Topic.ENVIRONMENT, "demo", "frozen")).contains("FROZEN");

        assertThat(read).containsExactly("frozen");
    }

    @Test
    void readsOtherBytesOfTheSameNameAnew() {
        assertThat(fact(Topic.ENVIRONMENT, "demo", "frozen")).contains("FROZEN");
        assertThat(fact(Topic.ENVIRONMENT, "demo", "thawed")).contains("THAWED");
        assertThat(fact(Topic.ENVIRONMENT, "demo", "frozen")).contains("FROZEN");

        assertThat(read).containsExactly("frozen", "thawed", "frozen");
    }

    @Test
    void tellsTopicsApart() {
        assertThat(fact(Topic.ENVIRONMENT, "demo", "place")).contains("PLACE");
        assertThat(fact(Topic.AGENT, "demo", "place")).contains("PLACE");

        assertThat(read).hasSize(2);
    }

    @Test
    void readsBytesThatSaidNothingAgain() {
        assertThat(fact(Topic.AGENT, "demo", "")).isEmpty();
        assertThat(fact(Topic.AGENT, "demo", "")).isEmpty();

        assertThat(read).hasSize(2);
    }

    @Test
    void letsGoOfWhatWasNotAskedForLongest() {
        fact(Topic.AGENT, "one", "tenletters");
        fact(Topic.AGENT, "two", "TENLETTERS");
        fact(Topic.AGENT, "one", "tenletters");
        fact(Topic.AGENT, "three", "more");
        read.clear();

        fact(Topic.AGENT, "one", "tenletters");
        fact(Topic.AGENT, "two", "TENLETTERS");

        assertThat(read).containsExactly("TENLETTERS");
    }

    @Test
    void keepsNothingThatIsLargerThanAllItMayKeep() {
        fact(Topic.AGENT, "one", "x".repeat(BOUND + 1));
        fact(Topic.AGENT, "one", "x".repeat(BOUND + 1));

        assertThat(read).hasSize(2);
    }

    private Optional<String> fact(Topic topic, String key, String text) {
        return memory.recall(topic, key, text.getBytes(UTF_8), String.class, () -> {
            read.add(text);
            return Optional.of(text.toUpperCase(java.util.Locale.ROOT)).filter(it -> !it.isEmpty());
        });
    }
}
