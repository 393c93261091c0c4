package io.byteor.runner.divergence;

import io.byteor.runner.walk.Ruling;
import io.byteor.runner.walk.StageCounts;
import io.byteor.runner.walk.TargetEffect;
import io.byteor.runner.walk.WalkAction;
import io.byteor.runner.walk.WalkSink;
import io.byteor.runner.walk.Walker;
import io.byteor.schemas.event.DifferencePlace;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.pipeline.CompiledPipeline;
import org.jspecify.annotations.Nullable;

/** What a pipeline writes to one place: walked once more, for equal records give equal outputs. The arrays are not copied. */
record ShownOutput(byte @Nullable [] key, byte[] payload) {
    /** Walks the origin and keeps the one output. */
    static ShownOutput produced(CompiledPipeline pipeline, DifferencePlace place, RecordVariables origin) {
        Catch caught = new Catch(place);
        new Walker(pipeline, new StageCounts(pipeline), caught).walk(place.getOriginLane(), origin);
        if (caught.output == null) {
            throw new IllegalStateException("walking " + place + " again gives something else");
        }
        return caught.output;
    }

    private static final class Catch implements WalkSink {
        private final DifferencePlace place;
        private int ordinal;
        private @Nullable ShownOutput output;

        Catch(DifferencePlace place) {
            this.place = place;
        }

        @Override
        public Ruling effect(TargetEffect effect) {
            return NONE.effect(effect);
        }

        @Override
        public void action(WalkAction action) {
            if (place.getLane().equals(action.toLane()) && ordinal++ == place.getOrdinal()) {
                output = new ShownOutput(action.key(), action.payload());
            }
        }
    }
}
