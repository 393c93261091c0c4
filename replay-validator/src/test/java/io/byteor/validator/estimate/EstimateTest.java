package io.byteor.validator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.CapturedSegment;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.PipelineStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private final FakeFacts facts = FakeFacts.complete();
    private final Selection.Builder selection = Selection.newBuilder();

    @Test
    void knowsWhatAWholeLaneHolds() {
        Estimate estimate = estimate();

        assertThat(estimate.records()).isEqualTo(new Amount(1707, true));
        assertThat(estimate.bytes()).isEqualTo(new Amount(500_000, true));
        assertThat(estimate.effects()).isEqualTo(Map.of("alerts", 1707L));
    }

    @Test
    void knowsThePartOfALaneWithoutGaps() {
        selection.setFromSequence(10L).setToSequence(19L);

        assertThat(estimate().records()).isEqualTo(new Amount(10, true));
        assertThat(estimate().bytes()).isEqualTo(new Amount(500_000, false));
        assertThat(estimate().effects()).isEqualTo(Map.of("alerts", 10L));
    }

    @Test
    void boundsThePartOfALaneWithGaps() {
        lane(segment(0, 99, 50, 1_000), segment(100, 199, 100, 2_000));
        selection.setFromSequence(40L);

        assertThat(estimate().records()).isEqualTo(new Amount(150, false));
        assertThat(estimate().bytes()).isEqualTo(new Amount(3_000, false));
        selection.setFromSequence(100L);
        assertThat(estimate().records()).isEqualTo(new Amount(100, true));
        assertThat(estimate().bytes()).isEqualTo(new Amount(2_000, true));
    }

    @Test
    void boundsWhatOnlyReadingCouldTell() {
        assertThat(estimate().records().exact()).isTrue();
        for (Selection narrowed : List.of(
                Selection.newBuilder().setPredicate("true").build(),
                Selection.newBuilder().setSample(0.5).build(),
                Selection.newBuilder().setFromTime(World.NOON).build(),
                Selection.newBuilder().setToTime(World.NOON).build())) {
            assertThat(estimate(narrowed).records()).isEqualTo(new Amount(1707, false));
        }
    }

    @Test
    void endsAtTheLimit() {
        selection.setLimit(7L);

        assertThat(estimate().records()).isEqualTo(new Amount(7, true));
        assertThat(estimate().bytes()).isEqualTo(new Amount(500_000, false));
        assertThat(estimate().effects()).isEqualTo(Map.of("alerts", 7L));
    }

    @Test
    void followsLanesToTheirEffectsAndLeavesSuppressedOnesOut() {
        spec("""
                {"name": "triage", "reads": "feed", "stages": [
                    {"name": "once", "emit": {"target": "alerts"}},
                    {"name": "keep", "emit": {"lane": "strong"}},
                    {"name": "keep-again", "emit": {"lane": "strong"}}]},
                {"name": "second", "reads": "strong", "stages": [
                    {"name": "again", "emit": {"target": "alerts"}},
                    {"name": "never", "emit": {"target": "pager"}, "replay": "suppress"}]}
                """);

        assertThat(estimate().effects()).isEqualTo(Map.of("alerts", 3L * 1707, "pager", 0L));
    }

    @Test
    void knowsNoEffectsOfASpecThatIsNotRegistered() {
        facts.pipelines.clear();

        assertThat(estimate().effects()).isNull();
    }

    @Test
    void overflowsIntoTheGreatestCount() {
        lane(segment(0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE), segment(0, 9, 10, 10));

        assertThat(estimate().records().count()).isEqualTo(Long.MAX_VALUE);
        assertThat(estimate().bytes().count()).isEqualTo(Long.MAX_VALUE);
        assertThat(estimate().effects()).isEqualTo(Map.of("alerts", Long.MAX_VALUE));
    }

    @Test
    void takesAsLongAsTheRateSays() {
        assertThat(estimate().duration(1000)).isEqualTo(Duration.ofMillis(1707));
        assertThat(estimate().duration(1)).isEqualTo(Duration.ofSeconds(1707));
    }

    private Estimate estimate() {
        return estimate(selection.build());
    }

    private Estimate estimate(Selection chosen) {
        Facts gathered = Gathered.from(
                        facts,
                        World.request("replay-1", Mode.EXECUTE)
                                .setSelection(chosen)
                                .build(),
                        World.NOON)
                .facts();
        return Estimate.of(gathered, Objects.requireNonNull(gathered.bundle()));
    }

    private void lane(CapturedSegment... segments) {
        CapturedLane lane = CapturedLane.newBuilder()
                .setName("feed")
                .setDirection(Direction.INPUT)
                .setSegments(List.of(segments))
                .build();
        facts.bundles.put(
                World.BUNDLE_ID,
                BundleCaptured.newBuilder(World.bundle())
                        .setLanes(List.of(lane))
                        .build());
    }

    private static CapturedSegment segment(long first, long last, long records, long bytes) {
        return CapturedSegment.newBuilder()
                .setPath("data/journal/feed/%020d.avro".formatted(first))
                .setDigest("sha256:" + "d".repeat(64))
                .setBytes(bytes)
                .setRecords(records)
                .setFirstSequence(first)
                .setLastSequence(last)
                .build();
    }

    private void spec(String roles) {
        String spec = """
                {"apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0",
                 "lanes": [{"name": "feed"}, {"name": "strong"}], "roles": [%s]}
                """.formatted(roles);
        facts.pipelines.put(
                World.SPEC_HASH,
                new RegisteredPipeline(
                        PipelineSpec.parse(spec.getBytes(StandardCharsets.UTF_8)), PipelineStatus.ACTIVE, 1));
    }
}
