package io.byteor.schemas.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentReaderTest {
    private static final String PATH = "data/journal/feed/00000000000000000001.avro";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void readsWhatAvrosOwnReaderReads(Codec codec) throws IOException {
        Segment segment = Segment.of(3000, codec, 1);

        try (SegmentReader ours = open(segment);
                DataFileReader<GenericRecord> theirs =
                        new DataFileReader<>(new SeekableByteArrayInput(segment.bytes()), new GenericDatumReader<>())) {
            long records = 0;
            while (ours.next()) {
                GenericRecord record = theirs.next();
                assertThat(ours.sequence()).isEqualTo(record.get("sequence"));
                assertThat(ours.capturedAtMicros()).isEqualTo(record.get("capturedAt"));
                assertThat(ours.key()).isEqualTo(bytes((ByteBuffer) record.get("key")));
                assertThat(ours.payload()).isEqualTo(bytes((ByteBuffer) record.get("payload")));
                assertThat(ours.headers()).containsExactlyInAnyOrderEntriesOf(headers(record));
                assertThat(Arrays.copyOfRange(
                                ours.buffer(), ours.payloadOffset(), ours.payloadOffset() + ours.payloadLength()))
                        .isEqualTo(ours.payload());
                records++;
            }
            assertThat(theirs.hasNext()).isFalse();
            assertThat(records).isEqualTo(3000).isEqualTo(segment.summary().records());
        }
    }

    @Test
    void hashesTheRecordAsAvroEncodesIt() throws IOException {
        Segment segment = single();

        try (SegmentReader reader = open(segment);
                DataFileReader<GenericRecord> theirs =
                        new DataFileReader<>(new SeekableByteArrayInput(segment.bytes()), new GenericDatumReader<>())) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(encoded, null);
            new GenericDatumWriter<GenericRecord>(new Schema.Parser().parse(JournalFormat.RECORD_SCHEMA))
                    .write(theirs.next(), encoder);
            encoder.flush();

            assertThat(reader.next()).isTrue();
            assertThat(Segment.record(reader)).isEqualTo(encoded.toByteArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSameWithoutATable(Codec codec) throws IOException {
        Segment segment = Segment.of(1500, codec, 2);
        Path file = segment.writeTo(folder);

        try (SegmentReader byTable = open(segment);
                SegmentReader whole =
                        SegmentReader.openWhole(FileChannel.open(file), Digest.of(segment.bytes()), PATH)) {
            while (byTable.next()) {
                assertThat(whole.next()).isTrue();
                assertThat(Segment.record(whole)).isEqualTo(Segment.record(byTable));
            }
            assertThat(whole.next()).isFalse();
            assertThat(whole.summary()).isEqualTo(segment.summary());
        }
    }

    @Test
    void seeksToASequenceOrTheNextGreaterOne() throws IOException {
        Segment segment = Segment.of(3000, Codec.NULL, 3);
        List<Long> sequences = new ArrayList<>();
        try (SegmentReader reader = open(segment)) {
            while (reader.next()) {
                sequences.add(reader.sequence());
            }
            for (long wanted = 0; wanted <= sequences.getLast() + 1; wanted += 37) {
                long target = wanted;
                reader.seekTo(target);
                List<Long> expected =
                        sequences.stream().filter(s -> s >= target).limit(3).toList();
                List<Long> found = new ArrayList<>();
                while (found.size() < 3 && reader.next()) {
                    found.add(reader.sequence());
                }
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scanFindsWhatTheTableSays(Codec codec) throws IOException {
        Segment segment = Segment.of(2000, codec, 4);
        List<Block> scanned = new ArrayList<>();

        SegmentSummary summary =
                SegmentScanner.scan(new ByteArrayInputStream(segment.bytes()), PATH, 200, scanned::add);

        assertThat(summary).isEqualTo(segment.summary());
        BlockTable table = BlockTable.read(segment.table(), PATH);
        assertThat(table.summary()).isEqualTo(summary);
        assertThat(table.blocks()).isEqualTo(scanned).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void sameRecordsGiveSameBytes(Codec codec) {
        assertThat(Segment.of(500, codec, 5).bytes())
                .isEqualTo(Segment.of(500, codec, 5).bytes());
        assertThat(Segment.of(500, codec, 5).table())
                .isEqualTo(Segment.of(500, codec, 5).table());
    }

    @ParameterizedTest
    @EnumSource
    void noticesEveryFlippedBit(Codec codec) throws IOException {
        Segment segment = Segment.of(3, codec, 6);
        for (int bit = 0; bit < segment.bytes().length * 8; bit++) {
            byte[] damaged = flipped(segment.bytes(), bit);
            assertThatThrownBy(() -> readAll(damaged, segment.table()))
                    .isInstanceOfSatisfying(
                            ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOURNAL_CORRUPT));
        }
    }

    @Test
    void neverHandsOutADamagedRecordWhenTheTableIsDamaged() throws IOException {
        Segment segment = Segment.of(3, Codec.NULL, 7);
        String intact = readAll(segment.bytes(), segment.table());
        for (int bit = 0; bit < segment.table().length * 8; bit++) {
            byte[] damaged = flipped(segment.table(), bit);
            try {
                assertThat(readAll(segment.bytes(), damaged)).isEqualTo(intact);
            } catch (ByteorException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.JOURNAL_CORRUPT);
            }
        }
    }

    @Test
    void refusesATruncatedSegment() {
        Segment segment = Segment.of(3, Codec.NULL, 8);
        for (int length = 0; length < segment.bytes().length; length += 7) {
            byte[] cut = Arrays.copyOf(segment.bytes(), length);
            assertThatThrownBy(() -> SegmentScanner.scan(new ByteArrayInputStream(cut), PATH, 200, block -> {}))
                    .isInstanceOf(ByteorException.class);
        }
    }

    @Test
    void refusesAWholeSegmentWithAnotherDigest() throws IOException {
        Path file = single().writeTo(folder);
        FileChannel channel = FileChannel.open(file);

        assertThatThrownBy(() -> SegmentReader.openWhole(channel, Digest.of(new byte[0]), PATH))
                .isInstanceOfSatisfying(ByteorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_ALTERED);
                    assertThat(e.place()).isEqualTo(PATH);
                });
        assertThat(channel.isOpen()).isFalse();
    }

    private Segment single() {
        return Segment.of(1, Codec.NULL, 9);
    }

    private SegmentReader open(Segment segment) throws IOException {
        return SegmentReader.open(
                FileChannel.open(segment.writeTo(folder)), BlockTable.read(segment.table(), PATH), PATH);
    }

    private static String readAll(byte[] segment, byte[] table) throws IOException {
        StringBuilder all = new StringBuilder();
        try (SegmentReader reader =
                SegmentReader.open(new SeekableInMemoryByteChannel(segment), BlockTable.read(table, PATH), PATH)) {
            while (reader.next()) {
                all.append(Digest.of(Segment.record(reader)));
            }
        }
        return all.toString();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] damaged = bytes.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        return damaged;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Map<String, byte[]> headers(GenericRecord record) {
        Map<String, byte[]> headers = new HashMap<>();
        ((Map<?, ?>) record.get("headers"))
                .forEach((name, value) -> headers.put(name.toString(), bytes((ByteBuffer) value)));
        return headers;
    }
}
