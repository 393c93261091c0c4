package io.byteor.validator.estimate;

import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.schemas.pipeline.Role;
import io.byteor.schemas.pipeline.Stage;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many effects one record of a lane can have on each target: filters may drop it, so this is the most. */
final class Effects {
    private final PipelineSpec spec;

    Effects(PipelineSpec spec) {
        this.spec = spec;
    }

    /** By target, those of lanes behind it included; a spec's graph is bounded. Suppressed effects are never applied. */
    SortedMap<String, Long> ofOneRecord(String lane) {
        SortedMap<String, Long> effects = new TreeMap<>();
        for (Role role : spec.readersOf(lane)) {
            for (Stage stage : role.stages()) {
                switch (stage) {
                    case Stage.EmitToTarget emit when !emit.suppressed() -> effects.merge(emit.target(), 1L, Long::sum);
                    case Stage.EmitToLane emit ->
                        ofOneRecord(emit.lane()).forEach((target, count) -> effects.merge(target, count, Long::sum));
                    case Stage.EmitToTarget _, Stage.Filter _, Stage.Map _ -> {}
                }
            }
        }
        return effects;
    }
}
