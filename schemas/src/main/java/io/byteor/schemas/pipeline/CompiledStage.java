package io.byteor.schemas.pipeline;

import io.byteor.schemas.expression.Expression;
import org.jspecify.annotations.Nullable;

/** A stage with its expressions compiled and a number that counts all stages of the pipeline from 0. */
public sealed interface CompiledStage {
    int index();

    Stage stage();

    record Filter(int index, Stage.Filter stage, Expression condition) implements CompiledStage {}

    record Map(int index, Stage.Map stage, Expression expression) implements CompiledStage {}

    record EmitToLane(int index, Stage.EmitToLane stage) implements CompiledStage {}

    record EmitToTarget(
            int index, Stage.EmitToTarget stage, @Nullable Expression key) implements CompiledStage {}
}
