package io.byteor.schemas.bundle.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bundle with something to redact in every part, its rules and its key. */
final class RedactionSample {
    private static final Map<String, String> DOCUMENTS =
            Map.of(BundleLayout.POLICY_AUDIT, """
            {"environment":"demo","postureDigest":null,"decisions":[
             {"at":"2026-01-01T00:00:00Z","actor":"ann@example.org","rule":"r","outcome":"allowed","subject":"s"}]}""", BundleLayout.ENVIRONMENT, """
            {"name":"demo","runtime":"test","version":"1","host":"h","os":"o",
             "config":{"password":"hunter2","retries":3},"targets":[]}""");

    /** A record as it is read back. */
    record Stored(long sequence, long capturedAt, @Nullable String key, Map<String, byte[]> headers, String payload) {
        String header(String name) {
            return new String(headers.get(name), UTF_8);
        }
    }

    private RedactionSample() {}

    /** A key of so many equal bytes, of which each seed gives another. */
    static PseudonymKey key(int seed) {
        byte[] bytes = new byte[PseudonymKey.LEAST];
        Arrays.fill(bytes, (byte) seed);
        return PseudonymKey.of(bytes, "key");
    }

    /** What writes the lanes of a bundle. */
    @FunctionalInterface
    interface Lanes {
        void write(BundleWriter bundle) throws IOException;
    }

    /** A bundle with these lanes and no snapshots, verified. */
    static VerifiedBundle bundle(Path directory, Lanes lanes) throws IOException {
        try (BundleWriter bundle = BundleWriter.begin(directory)) {
            SampleBundle.addDocuments(bundle, DOCUMENTS);
            lanes.write(bundle);
            bundle.finish(SampleBundle::incident);
        }
        return verify(directory);
    }

    /** Twenty events of two people in two segments, and what the pipeline made of some. */
    static void people(BundleWriter bundle) throws IOException {
        LaneWriter feed = bundle.lane("feed", Direction.INPUT, Codec.NULL);
        LaneWriter strong = bundle.lane("strong", Direction.OUTPUT, Codec.ZSTANDARD);
        for (int i = 0; i < 20; i++) {
            String person = i % 2 == 0 ? "ann@example.org" : "bob@example.org";
            if (i == 10) {
                feed.cut();
            }
            feed.append(
                    2L * i,
                    1_500_000_000_000_000L - i,
                    person.getBytes(UTF_8),
                    Map.of("Authorization", "Bearer ann@example.org".getBytes(UTF_8), "trace", new byte[] {(byte) i}),
                    "{\"id\": \"q%d\", \"user\": {\"email\": \"%s\", \"no\": %d}, \"mag\": 5.10}"
                            .formatted(i, person, i % 2)
                            .getBytes(UTF_8));
        }
        feed.declareGap(1, 1);
        feed.declareGap(39, 40);
        strong.append(
                3, 7, null, Map.of("origin", "feed/4".getBytes(UTF_8)), "{\"to\":\"ann@example.org\"}".getBytes(UTF_8));
    }

    static VerifiedBundle verify(Path directory) throws IOException {
        return new BundleVerifier(BundleLimits.STANDARD).examine(directory).orThrow();
    }

    /** The rules document of these rules, in which quotes are single. */
    static byte[] rules(String... rules) {
        return ("{\"formatVersion\":\"1.0\",\"rules\":["
                        + String.join(",", rules).replace('\'', '"') + "]}")
                .getBytes(UTF_8);
    }

    static RedactedBundle redact(Path parent, Path out, String... rules) throws IOException {
        RedactionRules parsed = RedactionRules.parse(rules(rules), "rules.json");
        return new BundleRedactor(parent, verify(parent), parsed, key(1)).write(out, "test", "1");
    }

    /** Every record of a lane, read as the runner reads it. */
    static List<Stored> records(Path directory, String lane) throws IOException {
        List<Stored> records = new ArrayList<>();
        Path folder = directory.resolve(BundleLayout.laneFolder(lane));
        List<Path> segments;
        try (var files = Files.list(folder)) {
            segments = files.filter(file -> file.toString().endsWith(".avro"))
                    .sorted()
                    .toList();
        }
        for (Path segment : segments) {
            String path = directory.relativize(segment).toString();
            byte[] table = Files.readAllBytes(directory.resolve(BundleLayout.table(path)));
            try (SegmentReader reader =
                    SegmentReader.open(FileChannel.open(segment), BlockTable.read(table, path), path)) {
                while (reader.next()) {
                    byte[] key = reader.key();
                    records.add(new Stored(
                            reader.sequence(),
                            reader.capturedAtMicros(),
                            key == null ? null : new String(key, UTF_8),
                            reader.headers(),
                            new String(reader.payload(), UTF_8)));
                }
            }
        }
        return records;
    }

    /** The same, but each record's bytes in one row, after any codec. */
    static byte[] decoded(Path directory, String lane) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Stored record : records(directory, lane)) {
            all.append(record.key()).append(record.payload());
            record.headers().forEach((name, value) -> all.append(name).append(new String(value, UTF_8)));
        }
        return all.toString().getBytes(UTF_8);
    }

    static List<String> files(Path directory) throws IOException {
        try (var walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static String changed(RedactedBundle bundle) {
        return Arrays.toString(bundle.outcomes().stream()
                .mapToLong(RedactedBundle.Outcome::changed)
                .toArray());
    }
}
