package io.byteor.schemas.pipeline;

import io.byteor.schemas.expression.Expression;
import io.byteor.schemas.expression.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A spec ready to walk. Immutable and thread-safe; compiled the same everywhere, so what ingest took, a runner runs. */
public final class CompiledPipeline {
    private final PipelineSpec spec;
    private final List<CompiledRole> roles;
    private final Map<String, List<CompiledRole>> readers = new HashMap<>();

    private CompiledPipeline(PipelineSpec spec, List<CompiledRole> roles) {
        this.spec = spec;
        this.roles = List.copyOf(roles);
        for (Lane lane : spec.lanes()) {
            readers.put(
                    lane.name(),
                    roles.stream()
                            .filter(role -> role.role().reads().equals(lane.name()))
                            .toList());
        }
    }

    /**
     * Compiles every expression.
     *
     * @throws io.byteor.schemas.error.ByteorException EXPRESSION_INVALID with the stage's pointer and the text
     */
    public static CompiledPipeline compile(PipelineSpec spec) {
        List<CompiledRole> roles = new ArrayList<>();
        int index = 0;
        for (int r = 0; r < spec.roles().size(); r++) {
            Role role = spec.roles().get(r);
            List<CompiledStage> stages = new ArrayList<>();
            for (int s = 0; s < role.stages().size(); s++) {
                stages.add(compile(role.stages().get(s), index++, "/roles/" + r + "/stages/" + s));
            }
            roles.add(new CompiledRole(role, stages));
        }
        return new CompiledPipeline(spec, roles);
    }

    private static CompiledStage compile(Stage stage, int index, String pointer) {
        return switch (stage) {
            case Stage.Filter filter ->
                new CompiledStage.Filter(
                        index,
                        filter,
                        Expression.compileCondition(Scope.RECORD, filter.condition(), pointer + "/filter"));
            case Stage.Map map ->
                new CompiledStage.Map(index, map, Expression.compile(Scope.RECORD, map.expression(), pointer + "/map"));
            case Stage.EmitToLane emit -> new CompiledStage.EmitToLane(index, emit);
            case Stage.EmitToTarget emit -> new CompiledStage.EmitToTarget(index, emit, key(emit, pointer));
        };
    }

    private static @Nullable Expression key(Stage.EmitToTarget emit, String pointer) {
        return emit.key() == null ? null : Expression.compile(Scope.RECORD, emit.key(), pointer + "/emit/key");
    }

    public PipelineSpec spec() {
        return spec;
    }

    /** In the order of the document. */
    public List<CompiledRole> roles() {
        return roles;
    }

    /** The roles that read the lane, in the order of the document; none for a lane that the spec does not declare. */
    public List<CompiledRole> readersOf(String lane) {
        return readers.getOrDefault(lane, List.of());
    }

    /** How many stages all roles have together: one more than the greatest {@link CompiledStage#index()}. */
    public int stages() {
        return roles.stream().mapToInt(role -> role.stages().size()).sum();
    }
}
