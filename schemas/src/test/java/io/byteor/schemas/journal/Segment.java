package io.byteor.schemas.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** A written segment with its table, for tests. */
public record Segment(byte[] bytes, byte[] table, SegmentSummary summary) {

    /** Records of seeded content: sequences with gaps, times out of order, some keys and headers, payloads of all sizes. */
    public static Segment of(int records, Codec codec, long seed) {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        SegmentWriter writer = new SegmentWriter(segment, table, "feed", codec);
        SplittableRandom random = new SplittableRandom(seed);
        long sequence = 0;
        try {
            for (int i = 0; i < records; i++) {
                sequence += 1 + random.nextInt(3);
                byte[] payload = new byte[random.nextInt(2000)];
                random.nextBytes(payload);
                byte[] key = random.nextInt(3) == 0 ? null : ("key-" + i).getBytes(StandardCharsets.UTF_8);
                Map<String, byte[]> headers =
                        random.nextInt(4) == 0 ? Map.of("origin", new byte[] {1}, "ä", new byte[0]) : Map.of();
                writer.append(sequence, random.nextLong(-1_000_000, 1L << 50), key, headers, payload);
            }
            SegmentSummary summary = writer.finish();
            return new Segment(segment.toByteArray(), table.toByteArray(), summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks of one record each, whose payload compresses to next to nothing: almost all of its bytes are framing. */
    public static Segment ofBlocks(int blocks) {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        SegmentWriter writer = new SegmentWriter(segment, table, "feed", Codec.ZSTANDARD);
        try {
            for (int i = 0; i < blocks; i++) {
                writer.append(i, i, null, Map.of(), new byte[JournalFormat.BLOCK_TARGET * 3 / 4]);
            }
            SegmentSummary summary = writer.finish();
            return new Segment(segment.toByteArray(), table.toByteArray(), summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Avro bytes of the record that the reader stands at. */
    static byte[] record(SegmentReader reader) {
        int from = reader.recordOffset();
        return Arrays.copyOfRange(reader.buffer(), from, from + reader.recordLength());
    }

    Path writeTo(Path folder) throws IOException {
        return Files.write(folder.resolve("segment.avro"), bytes);
    }
}
