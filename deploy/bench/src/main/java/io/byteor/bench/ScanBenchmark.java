package io.byteor.bench;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.SegmentReader;
import io.byteor.schemas.journal.SegmentWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads every record of one segment, verified: our reader beside hashing alone, which no verified reader can beat on one
 * thread, and beside Avro's own reader with a hash pass of its own.
 */
final class ScanBenchmark implements Benchmark {
    private static final int RECORDS = 1_000_000;
    private static final int PAYLOAD = 256;
    private static final List<Mark> MARKS = List.of(
            new Mark.Ratio("of the hash alone", "verified scan", "SHA-256 alone", 0.85),
            new Mark.Ratio("times Avro and a hash pass", "verified scan", "Avro reader and a hash pass", 1.5));

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws IOException {
        return Contest.of(new Group("", "MB/s", contestants(folder), MARKS));
    }

    private static List<Contestant> contestants(Path folder) throws IOException {
        Path segment = folder.resolve("segment.avro");
        Path table = folder.resolve("segment.index");
        write(segment, table);
        double megabytes = Files.size(segment) / 1e6;
        return List.of(
                new Contestant("verified scan", true, () -> megabytes / seconds(() -> scan(segment, table))),
                new Contestant("SHA-256 alone", false, () -> megabytes / seconds(() -> hash(segment))),
                new Contestant(
                        "Avro reader and a hash pass",
                        false,
                        () -> megabytes
                                / seconds(() -> {
                                    hash(segment);
                                    readByAvro(segment);
                                })));
    }

    private static void write(Path segment, Path table) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(segment));
                var index = Files.newOutputStream(table)) {
            var writer = new SegmentWriter(out, index, "bench", Codec.NULL);
            var random = new Random(1);
            byte[] payload = new byte[PAYLOAD];
            byte[] key = new byte[16];
            for (int sequence = 0; sequence < RECORDS; sequence++) {
                random.nextBytes(payload);
                random.nextBytes(key);
                writer.append(sequence, 1_700_000_000_000_000L + sequence, key, Map.of(), payload);
            }
            writer.finish();
        }
    }

    private static void scan(Path segment, Path table) throws IOException {
        BlockTable blocks = BlockTable.read(Files.readAllBytes(table), table.toString());
        long records = 0;
        try (var reader = SegmentReader.open(FileChannel.open(segment), blocks, segment.toString())) {
            while (reader.next()) {
                records++;
            }
        }
        require(records);
    }

    private static void hash(Path segment) throws IOException {
        byte[] step = new byte[256 << 10];
        try (InputStream in = new DigestInputStream(Files.newInputStream(segment), Digest.newSha256())) {
            while (in.read(step) >= 0) {}
        }
    }

    private static void readByAvro(Path segment) throws IOException {
        long records = 0;
        GenericRecord reused = null;
        try (var reader = new DataFileReader<GenericRecord>(segment.toFile(), new GenericDatumReader<>())) {
            while (reader.hasNext()) {
                reused = reader.next(reused);
                records++;
            }
        }
        require(records);
    }

    private static void require(long records) {
        if (records != RECORDS) {
            throw new IllegalStateException("read " + records + " records of " + RECORDS);
        }
    }

    private static double seconds(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
