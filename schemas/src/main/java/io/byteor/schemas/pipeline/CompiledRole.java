package io.byteor.schemas.pipeline;

import java.util.List;

/** A role with its stages compiled. */
public record CompiledRole(Role role, List<CompiledStage> stages) {
    public CompiledRole {
        stages = List.copyOf(stages);
    }
}
