package io.byteor.runner.walk;

import io.byteor.schemas.pipeline.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What an emit to a target would write. The arrays are not copied and must not be changed.
 *
 * @param role the role whose stage it is
 * @param occurrence how often this stage has already emitted for this origin: a record can reach a stage on several ways
 */
public record TargetEffect(
        Origin origin, String role, Stage.EmitToTarget stage, int occurrence, byte @Nullable [] key, byte[] payload) {}
