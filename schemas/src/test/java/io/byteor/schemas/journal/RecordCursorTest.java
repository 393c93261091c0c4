package io.byteor.schemas.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Most records are passed on a short way, which must come out where the long one does. */
class RecordCursorTest {
    private static final int ROUNDS = 200;

    private final SplittableRandom random = new SplittableRandom(9);

    @Test
    void givesWhatWasWrittenHoweverLargeOrSmallItIs() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Written> records = new ArrayList<>();
            AvroOutput out = new AvroOutput(64);
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                Written record = Written.any(random);
                record.writeTo(out, random.nextInt(4) == 0);
                records.add(record);
            }
            byte[] data = out.toByteArray();
            RecordCursor cursor = new RecordCursor();
            cursor.reset(data, 0, data.length, records.size(), "round " + round);

            for (Written record : records) {
                assertThat(cursor.next()).isTrue();
                record.assertIs(cursor);
            }

            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void refusesARecordThatIsCutOffAnywhere() {
        for (int round = 0; round < ROUNDS; round++) {
            AvroOutput out = new AvroOutput(64);
            Written.any(random).writeTo(out, false);
            byte[] data = out.toByteArray();
            int cut = random.nextInt(data.length);
            RecordCursor cursor = new RecordCursor();
            cursor.reset(data, 0, cut, 1, "round " + round);

            assertThatExceptionOfType(ByteorException.class)
                    .as("%s cut at %s", data.length, cut)
                    .isThrownBy(cursor::next)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JOURNAL_CORRUPT));
        }
    }

    private record Written(long sequence, long capturedAt, byte[] key, Map<String, byte[]> headers, byte[] payload) {
        private static final int NO_KEY = 9;
        private static final int[] SIZES = {0, 1, 40, 63, 64, 65, 300, 8_191, 8_192, 20_000};

        static Written any(SplittableRandom random) {
            Map<String, byte[]> headers = new LinkedHashMap<>();
            for (int i = random.nextInt(3) == 0 ? random.nextInt(70) : random.nextInt(3); i > 0; i--) {
                headers.put("name " + i, bytes(random));
            }
            int times = random.nextInt(5);
            return new Written(
                    random.nextLong() >>> random.nextInt(1, 64),
                    times == 0 ? random.nextLong() >> random.nextInt(64) : 1_700_000_000_000_000L + times,
                    bytes(random),
                    headers,
                    bytes(random));
        }

        private static byte[] bytes(SplittableRandom random) {
            byte[] bytes = new byte[SIZES[random.nextInt(SIZES.length)]];
            random.nextBytes(bytes);
            return bytes;
        }

        private boolean hasKey() {
            return sequence % NO_KEY != 0;
        }

        /** @param inPieces whether the headers come as two pieces, the first with its size, as Avro allows it */
        void writeTo(AvroOutput out, boolean inPieces) {
            out.writeLong(sequence);
            out.writeLong(capturedAt);
            out.writeLong(hasKey() ? 0 : 1);
            if (hasKey()) {
                out.writeBytes(key);
            }
            List<Map.Entry<String, byte[]>> all = List.copyOf(headers.entrySet());
            int first = inPieces ? all.size() / 2 : 0;
            if (first > 0) {
                AvroOutput piece = new AvroOutput(64);
                all.subList(0, first).forEach(header -> write(header, piece));
                byte[] bytes = piece.toByteArray();
                out.writeLong(-first);
                out.writeLong(bytes.length);
                out.writeRaw(bytes, 0, bytes.length);
            }
            if (all.size() > first) {
                out.writeLong(all.size() - (long) first);
                all.subList(first, all.size()).forEach(header -> write(header, out));
            }
            out.writeLong(0);
            out.writeBytes(payload);
        }

        private static void write(Map.Entry<String, byte[]> header, AvroOutput out) {
            out.writeBytes(header.getKey().getBytes(StandardCharsets.UTF_8));
            out.writeBytes(header.getValue());
        }

        void assertIs(RecordCursor cursor) {
            assertThat(cursor.sequence()).isEqualTo(sequence);
            assertThat(cursor.capturedAt()).isEqualTo(capturedAt);
            assertThat(cursor.key()).isEqualTo(hasKey() ? key : null);
            assertThat(cursor.keyLength()).isEqualTo(hasKey() ? key.length : -1);
            assertThat(List.copyOf(cursor.headers().keySet())).isEqualTo(List.copyOf(headers.keySet()));
            headers.forEach((name, value) ->
                    assertThat(cursor.headers().get(name)).as(name).isEqualTo(value));
            assertThat(cursor.payload()).isEqualTo(payload);
        }
    }
}
