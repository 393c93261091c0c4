package io.byteor.bench.replay;

import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.Helpers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Every record of one segment, verified. */
final class ScanGroups {
    private static final int RECORDS = 1_000_000;
    private static final String OURS = "verified scan";
    private static final String HASH = "SHA-256 alone, one thread";
    private static final String AVRO = "Avro reader";
    private static final String AVRO_HASHED = "Avro reader and a hash pass";
    private static final String UNIT = "MB/s";

    private ScanGroups() {}

    static Group oneCore(String name, Path folder) throws IOException {
        SampleSegment sample = SampleSegment.write(folder, "random", SampleSegment.Content.RANDOM, Codec.NULL, RECORDS);
        double size = sample.megabytes();
        return new Group(
                name,
                UNIT,
                List.of(
                        Meter.THREAD.contestant(OURS, true, size, () -> sample.scan(Helpers.NONE)),
                        Meter.THREAD.contestant(HASH, false, size, sample::hash),
                        avroHashed(sample)),
                List.of(
                        new Mark.Ratio("of the hash alone", OURS, HASH, 0.85),
                        new Mark.Ratio("times Avro and a hash pass", OURS, AVRO_HASHED, 1.5)));
    }

    static Group twoCores(String name, Path folder) throws IOException {
        SampleSegment sample = SampleSegment.write(folder, "random", SampleSegment.Content.RANDOM, Codec.NULL, RECORDS);
        double size = sample.megabytes();
        Helpers one = new Helpers(Helpers.ofCores().executor(), 1);
        return new Group(
                name,
                UNIT,
                List.of(
                        Meter.WALL.contestant(OURS, true, size, () -> sample.scan(one)),
                        Meter.WALL.contestant(HASH, false, size, sample::hash)),
                List.of(new Mark.Ratio("of the hash alone on one thread", OURS, HASH, 1.6)));
    }

    static Group zstandard(String name, Path folder) throws IOException {
        SampleSegment sample =
                SampleSegment.write(folder, "zstandard", SampleSegment.Content.TEXT, Codec.ZSTANDARD, RECORDS);
        double size = sample.megabytes();
        return new Group(
                name,
                UNIT,
                List.of(
                        Meter.THREAD.contestant(OURS, true, size, () -> sample.scan(Helpers.NONE)),
                        Meter.THREAD.contestant(AVRO, false, size, sample::readByAvro),
                        avroHashed(sample)),
                List.of(
                        new Mark.Ratio("times Avro unverified", OURS, AVRO, 1.25),
                        new Mark.Ratio("times Avro and a hash pass", OURS, AVRO_HASHED, 1.25)));
    }

    private static Contestant avroHashed(SampleSegment sample) throws IOException {
        return Meter.THREAD.contestant(AVRO_HASHED, false, sample.megabytes(), () -> {
            sample.hash();
            sample.readByAvro();
        });
    }
}
