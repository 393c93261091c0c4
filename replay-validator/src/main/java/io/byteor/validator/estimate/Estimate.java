package io.byteor.validator.estimate;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.RegisteredPipeline;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a request would come to.
 *
 * @param records selected ones
 * @param bytes of the segments that hold them, as stored
 * @param effects the most on each target; null where the spec that would run is not registered
 */
public record Estimate(
        Amount records, Amount bytes, @Nullable SortedMap<String, Long> effects) {
    public Estimate {
        effects = effects == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(effects));
    }

    /** Of the facts about a request of this bundle. */
    public static Estimate of(Facts facts, BundleCaptured bundle) {
        Selection selection = facts.request().getSelection();
        List<CapturedLane> lanes = lanes(facts, bundle);
        long limit = limit(selection);
        Amount records = Amount.NONE;
        Amount bytes = Amount.NONE;
        for (CapturedLane lane : lanes) {
            Extent extent = Extent.of(lane, selection);
            records = records.plus(extent.records());
            bytes = bytes.plus(extent.bytes());
        }
        boolean cut = limit < records.count();
        RegisteredPipeline pipeline = facts.pipeline();
        return new Estimate(
                records.atMost(limit),
                cut ? new Amount(bytes.count(), false) : bytes,
                pipeline == null ? null : effects(pipeline.spec(), lanes, selection, limit));
    }

    /** The records alone, as {@link #of} has them. */
    public static Amount records(Facts facts, BundleCaptured bundle) {
        Selection selection = facts.request().getSelection();
        return lanes(facts, bundle).stream()
                .map(lane -> Extent.of(lane, selection).records())
                .reduce(Amount.NONE, Amount::plus)
                .atMost(limit(selection));
    }

    private static List<CapturedLane> lanes(Facts facts, BundleCaptured bundle) {
        SortedSet<String> selected = facts.lanes();
        return bundle.getLanes().stream()
                .filter(lane -> selected.contains(lane.getName()))
                .toList();
    }

    private static long limit(Selection selection) {
        return selection.getLimit() == null ? Long.MAX_VALUE : selection.getLimit();
    }

    private static SortedMap<String, Long> effects(
            PipelineSpec spec, List<CapturedLane> lanes, Selection selection, long limit) {
        Effects effects = new Effects(spec);
        SortedMap<String, Long> most = new TreeMap<>();
        spec.targets().forEach(target -> most.put(target, 0L));
        for (CapturedLane lane : lanes) {
            long records = Extent.of(lane, selection).records().atMost(limit).count();
            effects.ofOneRecord(lane.getName())
                    .forEach((target, each) -> most.merge(target, times(records, each), Amount::saturated));
        }
        return most;
    }

    private static long times(long records, long each) {
        return Math.multiplyHigh(records, each) == 0 && records * each >= 0 ? records * each : Long.MAX_VALUE;
    }

    /**
     * How long the records take.
     *
     * @param rate records per second, as far as JSON numbers go
     */
    public Duration duration(long rate) {
        long millis = TimeUnit.SECONDS.toMillis(records.count() % rate) / rate;
        return Duration.ofSeconds(records.count() / rate).plusMillis(millis);
    }
}
