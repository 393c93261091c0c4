package io.byteor.runner.walk;

import io.byteor.schemas.event.StageCount;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.CompiledRole;
import io.byteor.schemas.pipeline.CompiledStage;
import java.util.ArrayList;
import java.util.List;

/** How many records came into each stage, left it, and failed at it; the rest was dropped. Not thread-safe. */
public final class StageCounts {
    private final CompiledPipeline pipeline;
    private final long[] in;
    private final long[] out;
    private final long[] failed;

    public StageCounts(CompiledPipeline pipeline) {
        this.pipeline = pipeline;
        this.in = new long[pipeline.stages()];
        this.out = new long[pipeline.stages()];
        this.failed = new long[pipeline.stages()];
    }

    /** Goes on from the counts of a checkpoint; an empty list is the beginning. */
    public static StageCounts restore(CompiledPipeline pipeline, List<StageCount> counts) {
        StageCounts restored = new StageCounts(pipeline);
        for (int i = 0; i < counts.size(); i++) {
            restored.in[i] = counts.get(i).getIn();
            restored.out[i] = counts.get(i).getOut();
            restored.failed[i] = counts.get(i).getFailed();
        }
        return restored;
    }

    void in(CompiledStage stage) {
        in[stage.index()]++;
    }

    void out(CompiledStage stage) {
        out[stage.index()]++;
    }

    void failed(CompiledStage stage) {
        failed[stage.index()]++;
    }

    /** Counts an emit as failed that counted as gone out while nobody knew yet what would become of it. */
    public void failedAfterAll(String role, String stage) {
        for (CompiledRole candidate : pipeline.roles()) {
            if (candidate.role().name().equals(role)) {
                for (CompiledStage emit : candidate.stages()) {
                    if (emit.stage().name().equals(stage)) {
                        out[emit.index()]--;
                        failed[emit.index()]++;
                    }
                }
            }
        }
    }

    /** In the order of the spec. */
    public List<StageCount> counts() {
        List<StageCount> counts = new ArrayList<>(in.length);
        for (CompiledRole role : pipeline.roles()) {
            for (CompiledStage stage : role.stages()) {
                int i = stage.index();
                counts.add(new StageCount(role.role().name(), stage.stage().name(), in[i], out[i], failed[i]));
            }
        }
        return counts;
    }
}
