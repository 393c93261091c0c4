package io.byteor.cli.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.cli.capture.source.LaneSource.Bound;
import io.byteor.schemas.error.ByteorException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSourceTest {

    @Test
    void readsEveryFormThatASourceIsWrittenIn() {
        assertThat(LaneSource.parse("a/b.ndjson")).isEqualTo(new LaneSource.Lines(Path.of("a/b.ndjson")));
        assertThat(LaneSource.parse("./kafka:x")).isEqualTo(new LaneSource.Lines(Path.of("./kafka:x")));
        assertThat(LaneSource.parse("avro:journal")).isEqualTo(new LaneSource.Segments(Path.of("journal")));
        assertThat(LaneSource.parse("frames:f.bin")).isEqualTo(new LaneSource.Frames(Path.of("f.bin")));
        assertThat(LaneSource.parse("kafka:quakes"))
                .isEqualTo(new LaneSource.Topic("quakes", null, new Bound.Open(), new Bound.Open()));
        assertThat(LaneSource.parse("kafka:quakes/3@100..200"))
                .isEqualTo(new LaneSource.Topic("quakes", 3, new Bound.Offset(100), new Bound.Offset(200)));
        assertThat(LaneSource.parse("kafka:q.u-a_kes@2026-11-24T10:00:00Z.."))
                .isEqualTo(new LaneSource.Topic(
                        "q.u-a_kes", null, new Bound.Time(Instant.parse("2026-11-24T10:00:00Z")), new Bound.Open()));
        assertThat(LaneSource.parse("kafka:quakes@..7"))
                .isEqualTo(new LaneSource.Topic("quakes", null, new Bound.Open(), new Bound.Offset(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka:",
                "kafka:a b",
                "kafka:a/b",
                "kafka:a@5",
                "kafka:a@5..4",
                "kafka:a@x..",
                "kafka:a@..99999999999999999999",
                "kafka:a@2026-11-24T10:00:00Z..2026-11-24T09:00:00Z"
            })
    void refusesWhatIsNoRangeOfATopic(String text) {
        assertThatThrownBy(() -> LaneSource.parse(text)).isInstanceOf(ByteorException.class);
    }
}
