package io.byteor.cli.capture.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLineTest {

    @Test
    void takesAKeyThatIsText() {
        assertThat(line(", \"key\":\"ä\"").key()).asString(UTF_8).isEqualTo("ä");
        assertThat(line(", \"key\":\"\"").key()).isEmpty();
    }

    @Test
    void aRecordCanHaveNoKey() {
        assertThat(line("").key()).isNull();
        assertThat(line(", \"key\":null").key()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "1.5", "true", "{\"id\":1}", "[\"k\"]"})
    void refusesAnyOtherKey(String key) {
        assertThatThrownBy(() -> line(", \"key\":" + key)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
            assertThat(e.place()).isEqualTo("out.ndjson:3");
            assertThat(e.detail()).contains("key");
        });
    }

    @Test
    void passesOverOtherMembersWhichATimeMayBeReadFrom() {
        LaneRecord record = line(", \"at\":1, \"more\":{\"payload\":3}");

        assertThat(record.payload()).asString(UTF_8).isEqualTo("7");
        assertThat(record.headers()).containsOnlyKeys("origin");
    }

    private static LaneRecord line(String more) {
        return OutputLine.read(("{\"origin\":\"feed/0\"" + more + ", \"payload\":7}").getBytes(UTF_8), "out.ndjson:3");
    }
}
