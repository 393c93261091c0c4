package io.byteor.schemas.bundle.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.bundle.SampleBundle;
import io.byteor.schemas.bundle.archive.TarSource;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLintTest {
    private static final Instant CAPTURED = Instant.parse("2026-02-03T04:05:06Z");
    private static final long AT = CAPTURED.getEpochSecond() * 1_000_000;
    private static final long SECOND = 1_000_000;
    private static final String FEED = BundleLayout.segment("feed", 0);
    private static final String STRONG = BundleLayout.segment("strong", 0);

    private final BundleLint lint = new BundleLint(BundleLimits.STANDARD, Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private Path bundle;

    @FunctionalInterface
    private interface Records {
        void append(LaneWriter feed, LaneWriter strong) throws IOException;
    }

    @BeforeEach
    void nameBundle() {
        bundle = folder.resolve("bundle");
    }

    @Test
    void findsNothingAboveInfoInASoundBundle() throws IOException {
        write((feed, strong) -> {
            for (int i = 0; i < 5; i++) {
                append(feed, i, AT - 10 * SECOND + i);
                emit(strong, i, "feed/" + i);
            }
        });

        assertThat(found()).extracting(Finding::code).containsExactly(LintCode.POLICY_DECISIONS_EMPTY);
    }

    @Test
    void findsSequencesThatNoDeclaredGapAccountsFor() throws IOException {
        write((feed, strong) -> {
            append(feed, 0, AT - 5);
            feed.declareGap(1, 4);
            append(feed, 5, AT - 4);
            append(feed, 9, AT - 3);
            append(feed, 12, AT - 2);
            emit(strong, 0, "feed/5");
        });

        assertThat(found())
                .extracting(Finding::code, Finding::place, Finding::value)
                .contains(tuple(LintCode.GAP_UNDECLARED, FEED + "#6", "5"));
    }

    @Test
    void findsSkewedClocks() throws IOException {
        write((feed, strong) -> {
            append(feed, 0, AT - 10 * SECOND);
            append(feed, 1, AT - 10 * SECOND - SECOND);
            append(feed, 2, AT - 15 * SECOND);
            append(feed, 3, AT + 2 * SECOND);
            append(feed, 4, AT - 90 * SECOND);
            emit(strong, 0, "feed/1");
        });

        assertThat(found())
                .extracting(Finding::code, Finding::place, Finding::value)
                .contains(
                        tuple(LintCode.CLOCK_BACKWARDS, FEED + "#2", "2"),
                        tuple(LintCode.TIME_AFTER_CAPTURE, FEED + "#3", "1"),
                        tuple(LintCode.TIME_OUTSIDE_WINDOW, FEED + "#4", "1"));
        assertThat(found()).anyMatch(finding -> finding.detail().contains("PT1M32S"));
    }

    @Test
    void findsLanesWithoutTimes() throws IOException {
        write((feed, strong) -> {
            for (int i = 0; i < 3; i++) {
                append(feed, i, AT);
                strong.append(i, AT - i, null, origin("feed/0"), new byte[1]);
            }
        });

        assertThat(found())
                .filteredOn(finding -> finding.code() == LintCode.TIMES_MISSING)
                .extracting(Finding::place)
                .containsExactly("data/journal/feed/");
    }

    @Test
    void findsOutputWhoseInputTheBundleDoesNotHold() throws IOException {
        write((feed, strong) -> {
            append(feed, 0, AT - 1);
            emit(strong, 0, "feed/0");
            emit(strong, 1, "feed/1");
            emit(strong, 2, "other/0");
            emit(strong, 3, "feed/x");
        });

        assertThat(found())
                .extracting(Finding::code, Finding::place, Finding::value)
                .contains(tuple(LintCode.ORIGIN_NOT_CAPTURED, STRONG + "#1", "3"));
    }

    @Test
    void findsEmptyLanesMissingTablesAndMissingSegments() throws IOException {
        write((feed, strong) -> append(feed, 0, AT - 1));
        Files.delete(bundle.resolve(BundleLayout.table(FEED)));
        assertThat(found())
                .extracting(Finding::code, Finding::place)
                .contains(
                        tuple(LintCode.LANE_EMPTY, "data/journal/strong/"),
                        tuple(LintCode.BLOCK_TABLE_MISSING, BundleLayout.table(FEED)));

        Files.delete(bundle.resolve(FEED));
        assertThat(found()).extracting(Finding::code, Finding::place).contains(tuple(LintCode.SEGMENT_MISSING, FEED));
    }

    @Test
    void findsWhatTheSpecReadsAndWritesAndNobodyCaptured() throws IOException {
        String spec = """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1",
                 "lanes":[{"name":"feed"},{"name":"strong"},{"name":"side"},{"name":"out"}],
                 "roles":[{"name":"a","reads":"side","stages":[{"name":"s","emit":{"lane":"out"}}]},
                          {"name":"b","reads":"out","stages":[{"name":"s","emit":{"target":"t"}}]}]}""";
        SampleBundle.write(bundle, Map.of(BundleLayout.SPEC, spec));

        assertThat(found())
                .extracting(Finding::code, Finding::value)
                .contains(tuple(LintCode.LANE_NOT_CAPTURED, "side"), tuple(LintCode.OUTPUT_NOT_CAPTURED, "out"))
                .doesNotContain(tuple(LintCode.LANE_NOT_CAPTURED, "out"));
    }

    @Test
    void findsWhatCannotBeReadAndGoesOn() throws IOException {
        SampleBundle.write(bundle);
        byte[] feed = Files.readAllBytes(bundle.resolve(FEED));
        feed[feed.length - 1] ^= 1;
        Files.write(bundle.resolve(FEED), feed);
        Files.writeString(bundle.resolve(BundleLayout.VALIDATION), "{}");
        Files.delete(bundle.resolve(BundleLayout.ENVIRONMENT));

        assertThat(found())
                .filteredOn(Finding::isAboveInfo)
                .extracting(finding -> finding.code() + " " + finding.place())
                .anyMatch(text -> text.startsWith("UNREADABLE " + FEED))
                .anyMatch(text -> text.startsWith("UNREADABLE " + BundleLayout.VALIDATION))
                .anyMatch(text -> text.equals("DOCUMENT_MISSING " + BundleLayout.ENVIRONMENT));
    }

    @Test
    void findsASegmentThatWasCutBetweenTwoBlocks() throws IOException {
        write((feed, strong) -> {
            for (int i = 0; i < 6; i++) {
                feed.append(i, AT - 6 + i, null, Map.of(), new byte[100_000]);
            }
            emit(strong, 0, "feed/5");
        });
        Path table = bundle.resolve(BundleLayout.table(FEED));
        Block second = BlockTable.read(Files.readAllBytes(table), FEED).blocks().get(2);
        String left = second.firstSequence() + " records up to sequence " + (second.firstSequence() - 1);
        try (FileChannel segment = FileChannel.open(bundle.resolve(FEED), StandardOpenOption.WRITE)) {
            segment.truncate(second.offset());
        }
        assertThat(truncated()).containsExactly(tuple(FEED, left));

        Path incident = bundle.resolve(BundleLayout.INCIDENT);
        Files.writeString(
                incident,
                Files.readString(incident)
                        .replaceFirst("\"lastSequence\":5", "\"lastSequence\":" + (second.firstSequence() - 1))
                        .replaceFirst("\"records\":6", "\"records\":" + second.firstSequence()));
        assertThat(truncated()).containsExactly(tuple(FEED, left));

        Files.delete(table);
        assertThat(truncated()).isEmpty();
    }

    private List<Tuple> truncated() throws IOException {
        return found().stream()
                .filter(finding -> finding.code() == LintCode.SEGMENT_TRUNCATED)
                .map(finding -> tuple(finding.place(), finding.value()))
                .toList();
    }

    @Test
    void findsATableThatCannotBeRead() throws IOException {
        SampleBundle.write(bundle);
        Files.writeString(bundle.resolve(BundleLayout.table(FEED)), "no table");

        assertThat(found())
                .filteredOn(Finding::isAboveInfo)
                .extracting(Finding::code, finding -> finding.place().replaceFirst("@.*", ""))
                .contains(tuple(LintCode.UNREADABLE, BundleLayout.table(FEED)));
    }

    @Test
    void readsATarAsItsFolder() throws IOException {
        SampleBundle.write(bundle);
        Path tar = folder.resolve("bundle.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            BundleTar.write(bundle, out);
        }

        assertThat(lint.lint(new TarSource(tar, BundleLimits.STANDARD))).isEqualTo(found());
    }

    private List<Finding> found() throws IOException {
        return lint.lint(BundleSource.directory(bundle));
    }

    private void write(Records records) throws IOException {
        Digest specHash = PipelineSpec.parse(SampleBundle.SPEC.getBytes(UTF_8)).specHash();
        try (BundleWriter writer = BundleWriter.begin(bundle)) {
            writer.add(BundleLayout.SPEC, SampleBundle.SPEC.getBytes(UTF_8));
            writer.add(BundleLayout.VALIDATION, """
                    {"tool":"test","version":"1","specHash":"%s","status":"valid","findings":[]}""".formatted(specHash).getBytes(UTF_8));
            writer.add(
                    BundleLayout.POLICY_AUDIT,
                    "{\"environment\":\"demo\",\"postureDigest\":null,\"decisions\":[]}".getBytes(UTF_8));
            writer.add(BundleLayout.ENVIRONMENT, """
                    {"name":"demo","runtime":"t","version":"1","host":"h","os":"o","config":{},"targets":[]}""".getBytes(UTF_8));
            writer.add(BundleLayout.SNAPSHOTS + "s", new byte[1]);
            records.append(
                    writer.lane("feed", Direction.INPUT, Codec.NULL),
                    writer.lane("strong", Direction.OUTPUT, Codec.NULL));
            writer.finish(lanes -> new Incident(
                    "INC-1",
                    "t",
                    "agent-1",
                    "demo",
                    "quake-alerts",
                    "2.3.0",
                    specHash,
                    CAPTURED,
                    CAPTURED.minusSeconds(60),
                    CAPTURED,
                    lanes,
                    "test",
                    "1",
                    null,
                    null,
                    0));
        }
    }

    private static void append(LaneWriter lane, long sequence, long micros) throws IOException {
        lane.append(sequence, micros, null, Map.of(), new byte[1]);
    }

    private static void emit(LaneWriter lane, long sequence, String origin) throws IOException {
        lane.append(sequence, AT - sequence - 1, null, origin(origin), new byte[1]);
    }

    private static Map<String, byte[]> origin(String origin) {
        return Map.of("origin", origin.getBytes(UTF_8));
    }
}
