package io.byteor.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonFieldsTest {
    @Test
    @Timeout(10)
    void readsHoweverManyNamesInTimeThatGrowsWithTheirNumberOnly() {
        assertThat(names(110_000).names("lanes")).hasSize(110_000).startsWith("n0", "n1");
    }

    @Test
    void refusesTheFirstNameBeyondTheMostAndSaysWhichItIs() {
        assertThat(names(3).names("lanes", 3)).hasSize(3);
        assertThatThrownBy(() -> names(100).names("lanes", 3))
                .isInstanceOfSatisfying(ByteorException.class, refusal -> {
                    assertThat(refusal.place()).isEqualTo("/lanes/3");
                    assertThat(refusal.value()).isEqualTo("\"n3\"");
                    assertThat(refusal.detail()).contains("3");
                });
    }

    private static JsonFields names(int count) {
        String names = IntStream.range(0, count)
                .mapToObj(number -> "\"n" + number + "\"")
                .collect(Collectors.joining(",", "{\"lanes\":[", "]}"));
        return JsonFields.parse(names, "test");
    }
}
