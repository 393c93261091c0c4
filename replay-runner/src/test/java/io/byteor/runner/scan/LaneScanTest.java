package io.byteor.runner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.bundle.Artifacts;
import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.Ruling;
import io.byteor.runner.walk.StageCounts;
import io.byteor.runner.walk.TargetEffect;
import io.byteor.runner.walk.WalkAction;
import io.byteor.runner.walk.WalkSink;
import io.byteor.runner.walk.Walker;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.journal.Block;
import io.byteor.schemas.journal.BlockTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane of several segments, each of several blocks. */
class LaneScanTest {
    private static final int RECORDS = 20_000;
    private static final long SEGMENT = 700 << 10;
    private static final String EVERYTHING = """
            { "apiVersion": "byteor.io/v1", "pipeline": "p", "version": "1", "lanes": [{"name": "feed"}],
              "roles": [{"name": "all", "reads": "feed", "stages": [{"name": "out", "emit": {"target": "alerts"}}]}] }
            """;

    @TempDir
    static Path folder;

    private static ReplayFixture incident;
    private static List<String> segments;

    private final Set<String> opened = new TreeSet<>();
    private final List<Long> walked = new ArrayList<>();
    private final List<Integer> openings = new ArrayList<>();
    private LaneProgress lane = new LaneProgress("feed");

    @BeforeAll
    static void capture() throws IOException {
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS, EVERYTHING, SEGMENT);
        segments = ReplayBundle.open(incident.artifacts(), incident.bundleId()).segments("feed");
    }

    @BeforeEach
    void severalSegments() {
        assertThat(segments).hasSizeGreaterThan(3);
    }

    @Test
    void opensOnlyTheSegmentsThatTheSequencesLieIn() throws IOException {
        long from = table(1).blocks().get(2).firstSequence();

        assertThat(scan(selection -> selection.setFromSequence(from).setToSequence(from + 99)))
                .isInstanceOf(ScanEnd.Through.class);

        assertThat(walked).isEqualTo(LongStream.range(from, from + 100).boxed().toList());
        assertThat(opened).containsExactlyInAnyOrder(segments.get(1), BundleLayout.table(segments.get(1)));
        assertThat(lane.position().getScanned()).isEqualTo(100);
        assertThat(lane.done()).isTrue();
    }

    @Test
    void saysThatItOpensASegmentWhenAllBeforeItIsWalked() throws IOException {
        scan(selection -> selection);

        assertThat(openings)
                .isEqualTo(segments.stream()
                        .map(segment -> segment.replaceAll(".*/0*(\\d+)\\.avro", "$1"))
                        .map(Integer::valueOf)
                        .toList());
    }

    @Test
    void readsOnlyTheBlocksThatTheTimesLieIn() throws IOException {
        Block block = table(2).blocks().get(1);

        scan(selection ->
                selection.setFromTime(time(block.leastTime() + 10)).setToTime(time(block.greatestTime() - 10)));

        assertThat(walked)
                .isEqualTo(LongStream.rangeClosed(block.firstSequence() + 10, block.lastSequence() - 10)
                        .boxed()
                        .toList());
        assertThat(lane.position().getScanned()).as("records of the one block").isEqualTo(block.records());
    }

    @Test
    void stopsReadingAtTheLimit() throws IOException {
        scan(selection -> selection.setLimit(100L));

        assertThat(walked).hasSize(100);
        assertThat(lane.position().getScanned()).isEqualTo(100);
        assertThat(opened).containsExactlyInAnyOrder(segments.get(0), BundleLayout.table(segments.get(0)));
    }

    @Test
    void combinesWindowSampleAndPredicate() throws IOException {
        scan(selection -> selection
                .setFromSequence(1_000L)
                .setToSequence(9_000L)
                .setSample(0.25)
                .setPredicate("payload.properties.mag >= 4.5"));

        assertThat(walked)
                .hasSizeBetween(50, 150)
                .allMatch(sequence -> sequence >= 1_000 && sequence <= 9_000 && sequence % 20 == 0);
        List<Long> first = List.copyOf(walked);
        lane = new LaneProgress("feed");
        walked.clear();
        scan(selection -> selection
                .setFromSequence(1_000L)
                .setToSequence(9_000L)
                .setSample(0.25)
                .setPredicate("payload.properties.mag >= 4.5"));
        assertThat(walked).as("the same sample again").isEqualTo(first);
    }

    @Test
    void goesOnWhereAnotherRunStopped() throws IOException {
        List<Long> all = new ArrayList<>();
        int stops = 0;
        ScanEnd<String> end;
        do {
            walked.clear();
            end = scan(selection -> selection.setFromSequence(77L), 3_001);
            all.addAll(walked);
            lane = new LaneProgress(lane.position(), lane.samples());
            stops++;
        } while (end instanceof ScanEnd.Stopped<String>);

        assertThat(stops).isEqualTo((RECORDS - 77) / 3_001 + 1);
        assertThat(all).isEqualTo(LongStream.range(77, RECORDS).boxed().toList());
        assertThat(lane.position().getScanned()).isEqualTo(RECORDS - 77);
    }

    @Test
    void damageOutsideOfTheWindowIsNotEvenRead() throws IOException {
        ReplayFixture damaged = ReplayFixture.capture(folder.resolve("damaged"), RECORDS, EVERYTHING, SEGMENT);
        Block block = table(1).blocks().get(2);
        Path file = damaged.file(Path.of(segments.get(1)).getFileName().toString());
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (block.offset() + block.length() / 2)] ^= 1;
        Files.write(file, bytes);

        assertThat(scan(damaged, selection -> selection.setToSequence(block.firstSequence() - 1), Long.MAX_VALUE))
                .isInstanceOf(ScanEnd.Through.class);
        lane = new LaneProgress("feed");
        walked.clear();
        ScanEnd<String> end = scan(damaged, selection -> selection, Long.MAX_VALUE);

        assertThat(end).isInstanceOfSatisfying(ScanEnd.Damaged.class, found -> {
            assertThat(found.lane()).isEqualTo("feed");
            assertThat(found.found().code()).isEqualTo(ErrorCode.JOURNAL_CORRUPT);
            assertThat(found.found().place()).isEqualTo(segments.get(1) + "@" + block.offset());
        });
        assertThat(walked)
                .isEqualTo(LongStream.range(0, block.firstSequence()).boxed().toList());
    }

    private ScanEnd<String> scan(UnaryOperator<Selection.Builder> change) throws IOException {
        return scan(change, Long.MAX_VALUE);
    }

    private ScanEnd<String> scan(UnaryOperator<Selection.Builder> change, long atMost) throws IOException {
        return scan(incident, change, atMost);
    }

    private ScanEnd<String> scan(ReplayFixture replayed, UnaryOperator<Selection.Builder> change, long atMost)
            throws IOException {
        Artifacts artifacts = (id, path) -> {
            if (path.startsWith("data/journal/")) {
                opened.add(path);
            }
            return replayed.artifacts().open(id, path);
        };
        ReplayBundle bundle = ReplayBundle.open(artifacts, replayed.bundleId());
        ReplayPlan plan = ReplayPlan.of(
                replayed.accepted(
                        Mode.DRY_RUN,
                        request -> request.setSelection(
                                change.apply(Selection.newBuilder()).build())),
                bundle.spec());
        long[] read = {0};
        return new LaneScan<String>(
                        plan,
                        bundle,
                        new OneLane(),
                        walker(plan),
                        records -> read[0] += records,
                        new LaneScan.Between<>() {
                            @Override
                            public void opening() {
                                openings.add(walked.size());
                            }

                            @Override
                            public @Nullable String before(String lane, long capturedAtMicros) {
                                return null;
                            }

                            @Override
                            public @Nullable String records() {
                                return read[0] == atMost ? "enough" : null;
                            }
                        })
                .run();
    }

    private Walker walker(ReplayPlan plan) {
        return new Walker(plan.pipeline(), new StageCounts(plan.pipeline()), new WalkSink() {
            @Override
            public Ruling effect(TargetEffect effect) {
                walked.add(effect.origin().sequence());
                return Ruling.of(ActionDecision.WOULD_APPLY);
            }

            @Override
            public void action(WalkAction action) {}
        });
    }

    private static BlockTable table(int segment) throws IOException {
        String path = BundleLayout.table(segments.get(segment));
        Path file = incident.file(Path.of(path).getFileName().toString());
        return BlockTable.read(Files.readAllBytes(file), path);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private final class OneLane implements ScanProgress {
        @Override
        public LaneProgress lane(String name) {
            return lane;
        }

        @Override
        public long selected() {
            return lane.selected();
        }
    }
}
