package io.byteor.audit.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantWriterTest {
    private static final int MANY = 10_000;

    private final ObjectMapper json = new ObjectMapper();

    InstantWriterTest() {
        new AnswerMapper().customize(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-26T10:00:00.050Z",
                "2026-11-26T10:00:00.000001Z",
                "2026-11-26T10:00:00.000000001Z",
                "2024-02-29T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00.100Z",
                "-0001-12-31T23:59:59Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z"
            })
    void writesAMomentAsItsTextHasIt(String moment) throws JsonProcessingException {
        assertThat(json.writeValueAsString(Instant.parse(moment))).isEqualTo('"' + moment + '"');
    }

    @Test
    void writesAnyMomentAsItsTextHasIt() throws JsonProcessingException {
        Random random = new Random(7);
        for (int i = 0; i < MANY; i++) {
            Instant moment = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(json.writeValueAsString(moment)).isEqualTo('"' + moment.toString() + '"');
        }
    }
}
