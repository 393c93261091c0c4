package io.byteor.schemas.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostileSegmentTest {
    private static final String PATH = "data/journal/feed/00000000000000000000.avro";

    @Test
    void refusesAForeignWriterSchema() {
        ContainerHeader header = ContainerHeader.of("\"bytes\"", Codec.NULL, "seed");

        refused(header.encoded(), ErrorCode.JOURNAL_CORRUPT, "writer schema");
    }

    @Test
    void refusesABlockThatClaimsMoreThanTheLimitBeforeReadingIt() {
        AvroOutput out = header(Codec.NULL);
        out.writeLong(1);
        out.writeLong(Long.MAX_VALUE);

        refused(out.toByteArray(), ErrorCode.JOURNAL_CORRUPT, "at most");
    }

    @Test
    void refusesAZstandardBlockThatInflatesBeyondTheLimit() {
        byte[] bomb = Zstd.compress(new byte[JournalFormat.LARGEST_BLOCK + 1]);

        refused(block(Codec.ZSTANDARD, 1, bomb), ErrorCode.JOURNAL_CORRUPT, "inflates");
    }

    @Test
    void refusesBlocksThatExpandTooMuchTogether() {
        AvroOutput out = header(Codec.ZSTANDARD);
        for (int i = 0; i < 3; i++) {
            AvroOutput record = new AvroOutput(1024);
            record.writeLong(i);
            record.writeLong(0);
            record.writeLong(1);
            record.writeLong(0);
            record.writeBytes(new byte[JournalFormat.LARGEST_RECORD - 64]);
            frame(out, Codec.ZSTANDARD, 1, Zstd.compress(record.toByteArray()));
        }

        refused(out.toByteArray(), ErrorCode.EXPANSION_EXCEEDED, "inflates");
    }

    @Test
    void refusesSequencesThatDoNotIncrease() {
        AvroOutput records = new AvroOutput(64);
        for (int i = 0; i < 2; i++) {
            records.writeLong(7);
            records.writeLong(0);
            records.writeLong(1);
            records.writeLong(0);
            records.writeBytes(new byte[0]);
        }

        refused(block(Codec.NULL, 2, records.toByteArray()), ErrorCode.JOURNAL_CORRUPT, "strictly increase");
    }

    @Test
    void refusesMoreHeadersThanARecordMayHaveHoweverTheyAreSplit() {
        refused(block(Codec.NULL, 1, record(JournalFormat.MOST_HEADERS + 1)), ErrorCode.JOURNAL_CORRUPT, "headers");
        refused(
                block(Codec.NULL, 1, record(JournalFormat.MOST_HEADERS - 1, 1, 1)),
                ErrorCode.JOURNAL_CORRUPT,
                "headers");
        byte[] most = block(Codec.NULL, 1, record(JournalFormat.MOST_HEADERS - 1, 1));
        assertThatCode(() -> SegmentScanner.scan(new ByteArrayInputStream(most), PATH, 200, block -> {}))
                .doesNotThrowAnyException();
    }

    /** A record whose headers come in map blocks of so many each. */
    private static byte[] record(int... mapBlocks) {
        AvroOutput record = new AvroOutput(1 << 16);
        record.writeLong(0);
        record.writeLong(0);
        record.writeLong(1);
        for (int headers : mapBlocks) {
            record.writeLong(headers);
            for (int i = 0; i < headers; i++) {
                record.writeBytes(new byte[0]);
                record.writeBytes(new byte[0]);
            }
        }
        record.writeLong(0);
        record.writeBytes(new byte[0]);
        return record.toByteArray();
    }

    @Test
    void refusesASegmentWithoutRecords() {
        refused(header(Codec.NULL).toByteArray(), ErrorCode.JOURNAL_CORRUPT, "at least one record");
    }

    @Test
    void writerRefusesARecordThatNoBlockHolds() {
        SegmentWriter writer =
                new SegmentWriter(new ByteArrayOutputStream(), new ByteArrayOutputStream(), "feed", Codec.NULL);

        assertThatThrownBy(() -> writer.append(0, 0, null, Map.of(), new byte[JournalFormat.LARGEST_BLOCK]))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE));
    }

    @Test
    void writerRefusesARecordWithMoreHeadersThanAnyReaderTakes() {
        SegmentWriter writer =
                new SegmentWriter(new ByteArrayOutputStream(), new ByteArrayOutputStream(), "feed", Codec.NULL);
        Map<String, byte[]> headers = new HashMap<>();
        for (int i = 0; i <= JournalFormat.MOST_HEADERS; i++) {
            headers.put(Integer.toString(i), new byte[0]);
        }

        assertThatThrownBy(() -> writer.append(0, 0, null, headers, new byte[0]))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE));
    }

    private static void refused(byte[] segment, ErrorCode code, String saying) {
        assertThatThrownBy(() -> SegmentScanner.scan(new ByteArrayInputStream(segment), PATH, 200, block -> {}))
                .hasMessageContaining(saying)
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.place()).startsWith(PATH);
                });
    }

    private static byte[] block(Codec codec, long count, byte[] data) {
        AvroOutput out = header(codec);
        frame(out, codec, count, data);
        return out.toByteArray();
    }

    private static AvroOutput header(Codec codec) {
        AvroOutput out = new AvroOutput(1024);
        byte[] header =
                ContainerHeader.of(JournalFormat.RECORD_SCHEMA, codec, "seed").encoded();
        out.writeRaw(header, 0, header.length);
        return out;
    }

    private static void frame(AvroOutput out, Codec codec, long count, byte[] data) {
        out.writeLong(count);
        out.writeBytes(data);
        byte[] sync =
                ContainerHeader.of(JournalFormat.RECORD_SCHEMA, codec, "seed").sync();
        out.writeRaw(sync, 0, sync.length);
    }
}
