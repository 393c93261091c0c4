package io.byteor.cli.capture.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameReaderTest {
    private static final Instant CAPTURED_AT = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void readsEachFrameAsAPayload() throws IOException {
        RecordedLane lane = read("00000002FF00" + "00000000" + "000000037B7D0A", null);

        assertThat(lane.records).extracting(RecordedLane.Entry::payload).containsExactly("\u00ff\0", "", "{}\n");
        assertThat(lane.records).extracting(RecordedLane.Entry::sequence).containsExactly(0L, 1L, 2L);
        assertThat(lane.records).allMatch(record -> record.capturedAt() == CAPTURED_AT.getEpochSecond() * 1_000_000);
    }

    @Test
    void derivesTheTimeOfAFrameThatIsJson() throws IOException {
        RecordedLane lane = read("00000007" + HexFormat.of().formatHex("{\"t\":5}".getBytes(UTF_8)), "line.t");

        assertThat(lane.records.getFirst().capturedAt()).isEqualTo(5_000);
    }

    @Test
    void refusesAFileThatEndsInsideAFrame() {
        assertThatThrownBy(() -> read("0000000141" + "00000002FF", null))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
                    assertThat(e.place()).endsWith("frames.bin@5");
                });
        assertThatThrownBy(() -> read("000000", null)).isInstanceOf(ByteorException.class);
    }

    @Test
    void refusesALengthThatNoRecordHasBeforeItIsBelieved() {
        assertThatThrownBy(() -> read("FFFFFFFF", null)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
            assertThat(e.value()).isEqualTo("4294967295");
        });
    }

    private RecordedLane read(String hex, @Nullable String time) throws IOException {
        Path file = Files.write(folder.resolve("frames.bin"), HexFormat.of().parseHex(hex));
        return RecordedLane.of(new FrameReader(file, new Derivation(time, null, CAPTURED_AT)));
    }
}
