package io.byteor.schemas.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRecordTest {
    private static final Instant AT = Instant.parse("2026-11-27T04:00:00.123456Z");
    private static final LogRecord RECORD = new LogRecord("t", 2, 3, 40, 5, AT, bytes("k"), bytes("v"));

    @Test
    void hasTheDocumentedForm() {
        LogRecord record = new LogRecord("t", 2, 3, 40, -1, Instant.EPOCH.plusMillis(1), null, bytes("v"));

        assertThat(HexFormat.of().formatHex(record.form()))
                .isEqualTo("01" + "0000000174"
                        + "000000080000000000000002"
                        + "000000080000000000000003"
                        + "000000080000000000000028"
                        + "00000008ffffffffffffffff"
                        + "0000000800000000000003e8"
                        + "ffffffff"
                        + "0000000176");
        assertThat(record.leafHash())
                .isEqualTo(Digest.of(concat(new byte[] {0}, record.form())).raw());
    }

    @Test
    void hasAnotherFormForEachDifference() {
        List<byte[]> forms = List.of(
                RECORD.form(),
                new LogRecord("u", 2, 3, 40, 5, AT, bytes("k"), bytes("v")).form(),
                new LogRecord("t", 1, 3, 40, 5, AT, bytes("k"), bytes("v")).form(),
                RECORD.at(4).form(),
                new LogRecord("t", 2, 3, 41, 5, AT, bytes("k"), bytes("v")).form(),
                new LogRecord("t", 2, 3, 40, 6, AT, bytes("k"), bytes("v")).form(),
                new LogRecord("t", 2, 3, 40, 5, AT.plusNanos(1_000), bytes("k"), bytes("v")).form(),
                new LogRecord("t", 2, 3, 40, 5, AT, bytes("kv"), bytes("")).form(),
                new LogRecord("t", 2, 3, 40, 5, AT, bytes("k"), null).form(),
                new LogRecord("t", 2, 3, 40, 5, AT, bytes("k"), bytes("")).form());

        assertThat(forms.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
    }

    @Test
    void isReadBackFromItsForm() {
        assertThat(LogRecord.parse(RECORD.form()))
                .hasValueSatisfying(read -> assertThat(read.form()).isEqualTo(RECORD.form()));
    }

    @Test
    void isNotReadFromAnythingElse() {
        byte[] form = RECORD.form();

        for (int length = 0; length < form.length; length++) {
            assertThat(LogRecord.parse(Arrays.copyOf(form, length))).isEmpty();
        }
        assertThat(LogRecord.parse(concat(form, new byte[1]))).isEmpty();
        form[0] = 2;
        assertThat(LogRecord.parse(form)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
