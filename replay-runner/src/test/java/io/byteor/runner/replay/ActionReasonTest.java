package io.byteor.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionReasonTest {
    private static final String PAIR = "\ud83d\ude00";

    @Test
    void keepsWhatEveryStoreTakes() {
        assertThat(ActionReason.of("TARGET_FAILED: 503 " + PAIR)).isEqualTo("TARGET_FAILED: 503 " + PAIR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\n", "\u001b", "\u009f", "\ud83d", "\ude00"})
    void showsAnotherCharacterForWhatAStoreMayRefuse(String unfit) {
        assertThat(ActionReason.of("a" + unfit + "b")).isEqualTo("a\ufffdb");
    }

    @Test
    void cutsBetweenCharacters() {
        String longest = PAIR.repeat(ActionReason.LONGEST);

        assertThat(ActionReason.of(longest)).isEqualTo(longest);
        assertThat(ActionReason.of(longest + PAIR)).isEqualTo(longest);
        assertThat(ActionReason.of("a" + longest)).isEqualTo("a" + longest.substring(2));
    }
}
