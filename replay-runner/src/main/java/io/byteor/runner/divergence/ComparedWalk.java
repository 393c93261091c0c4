package io.byteor.runner.divergence;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.RecordWalk;
import io.byteor.runner.walk.StageCounts;
import io.byteor.runner.walk.WalkSink;
import io.byteor.runner.walk.Walker;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The walk of a dry-run, each record's outputs held against the captured ones; where a candidate is walked, those of the
 * bundle's own spec beside it, which leaves no actions. Not thread-safe.
 */
public final class ComparedWalk implements RecordWalk, AutoCloseable {
    /** A walk and the comparison that takes its actions. */
    private record Side(Walker walker, Comparison comparison) {}

    private final ComparedLanes lanes;
    private final CapturedOutputs captured;
    private final List<Side> sides = new ArrayList<>();

    private ComparedWalk(ComparedLanes lanes, CapturedOutputs captured) {
        this.lanes = lanes;
        this.captured = captured;
    }

    /**
     * Begins, or goes on from the counts of a checkpoint; reads the captured output lanes first.
     *
     * @param sink takes what the walked spec leads to
     * @param between called between two captured outputs; may throw to end the reading
     * @throws ByteorException JOURNAL_CORRUPT, BUNDLE_ALTERED or BUNDLE_INCOMPLETE with the path
     * @throws IOException where the store cannot be read now
     */
    public static ComparedWalk begin(
            ReplayPlan plan,
            ReplayBundle bundle,
            StageCounts counts,
            DivergenceTallies tallies,
            WalkSink sink,
            Runnable between)
            throws IOException {
        ComparedLanes lanes = ComparedLanes.of(plan);
        CompiledPipeline original = plan.walksCandidate() ? bundlesOwn(bundle) : null;
        ComparedWalk walk = new ComparedWalk(lanes, CapturedOutputs.read(lanes, bundle, between));
        walk.add(plan.pipeline(), counts, tallies.walked(), sink);
        if (original != null) {
            walk.add(original, new StageCounts(original), tallies.original(), WalkSink.NONE);
        }
        return walk;
    }

    static CompiledPipeline bundlesOwn(ReplayBundle bundle) throws IOException {
        return CompiledPipeline.compile(PipelineSpec.parse(bundle.spec()));
    }

    private void add(CompiledPipeline pipeline, StageCounts counts, DivergenceTally tally, WalkSink sink) {
        tally.withoutOrigin(captured.withoutOrigin());
        Comparison comparison = new Comparison(lanes, tally, sink);
        sides.add(new Side(new Walker(pipeline, counts, comparison), comparison));
    }

    @Override
    public void walk(String lane, RecordVariables record) {
        sides.forEach(side -> side.walker().walk(lane, record));
        captured.of(
                lanes.inputRank(lane),
                record.sequence(),
                output -> sides.forEach(side -> side.comparison().captured(output)));
        sides.forEach(side -> side.comparison().settle(lane, record.sequence()));
    }

    @Override
    public void selectionFailed(String lane, RecordVariables record, ByteorException failure) {
        sides.getFirst().walker().selectionFailed(lane, record, failure);
    }

    @Override
    public void close() {
        captured.close();
    }
}
