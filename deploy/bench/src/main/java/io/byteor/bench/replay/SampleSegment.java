package io.byteor.bench.replay;

import io.byteor.bench.EventText;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.Helpers;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.journal.SegmentWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Random;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** A segment on disk with its table, and the ways to get through it. */
record SampleSegment(Path segment, Path table, long firstSequence, long records) {
    private static final int STEP = 256 << 10;

    /** What the payloads are. */
    enum Content {
        /** Nothing to compress. */
        RANDOM,
        /** Words and numbers in turn, such as events have. */
        TEXT
    }

    static SampleSegment write(Path folder, String name, Content content, Codec codec, int records) throws IOException {
        return write(folder, name, content, codec, 0, records);
    }

    static SampleSegment write(Path folder, String name, Content content, Codec codec, long firstSequence, int records)
            throws IOException {
        Path segment = folder.resolve(name + ".avro");
        Path table = folder.resolve(name + ".index");
        try (var out = new BufferedOutputStream(Files.newOutputStream(segment));
                var index = Files.newOutputStream(table)) {
            var writer = new SegmentWriter(out, index, "bench", codec);
            var random = new Random(1);
            byte[] key = new byte[16];
            Map<String, byte[]> headers = Map.of("source", "bench".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < records; i++) {
                long sequence = firstSequence + i;
                random.nextBytes(key);
                byte[] payload = payload(content, random, sequence);
                writer.append(sequence, 1_700_000_000_000_000L + sequence, key, headers, payload);
            }
            writer.finish();
        }
        return new SampleSegment(segment, table, firstSequence, records);
    }

    private static byte[] payload(Content content, Random random, long sequence) {
        return switch (content) {
            case RANDOM -> {
                byte[] payload = new byte[EventText.LENGTH];
                random.nextBytes(payload);
                yield payload;
            }
            case TEXT -> EventText.write(random, sequence);
        };
    }

    double megabytes() throws IOException {
        return Files.size(segment) / 1e6;
    }

    /** Reads every record, verified. */
    void scan(Helpers helpers) throws IOException {
        BlockTable blocks = BlockTable.read(Files.readAllBytes(table), table.toString());
        long read = 0;
        try (var reader = SegmentReader.open(FileChannel.open(segment), blocks, segment.toString(), helpers)) {
            while (reader.next()) {
                read++;
            }
        }
        require(read);
    }

    /** Hashes the file; nothing that verifies it is faster on one thread. */
    void hash() throws IOException {
        byte[] step = new byte[STEP];
        try (InputStream in = new DigestInputStream(Files.newInputStream(segment), Digest.newSha256())) {
            while (in.read(step) >= 0) {}
        }
    }

    /** Reads every record as Avro does, unverified. */
    void readByAvro() throws IOException {
        long read = 0;
        GenericRecord reused = null;
        try (var reader = new DataFileReader<GenericRecord>(segment.toFile(), new GenericDatumReader<>())) {
            while (reader.hasNext()) {
                reused = reader.next(reused);
                read++;
            }
        }
        require(read);
    }

    private void require(long read) {
        if (read != records) {
            throw new IllegalStateException("read " + read + " records of " + records);
        }
    }
}
