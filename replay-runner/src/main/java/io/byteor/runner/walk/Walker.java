package io.byteor.runner.walk;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.CompiledRole;
import io.byteor.schemas.pipeline.CompiledStage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks records through a pipeline: the roles that read a lane in the order of the spec, their stages in order, an emit to a
 * lane handing on to that lane's readers before the next stage. A stage that fails on a record is an action; a filter or map
 * that failed ends the record's way through its role, a failed emit does not. Equal records give equal actions.
 *
 * <p>Not thread-safe.
 */
public final class Walker implements RecordWalk {
    private final CompiledPipeline pipeline;
    private final StageCounts counts;
    private final WalkSink sink;
    private final int[] occurrences;
    private Origin origin = new Origin("", 0);
    private int ordinal;

    public Walker(CompiledPipeline pipeline, StageCounts counts, WalkSink sink) {
        this.pipeline = pipeline;
        this.counts = counts;
        this.sink = sink;
        this.occurrences = new int[pipeline.stages()];
    }

    @Override
    public void walk(String lane, RecordVariables record) {
        begin(lane, record);
        enter(lane, record);
    }

    @Override
    public void selectionFailed(String lane, RecordVariables record, ByteorException failure) {
        begin(lane, record);
        sink.action(new WalkAction(
                origin,
                "",
                lane,
                "selection",
                ordinal++,
                null,
                null,
                ActionDecision.FAILED,
                reason(failure),
                record.key(),
                record.payload().bytes()));
    }

    private void begin(String lane, RecordVariables record) {
        origin = new Origin(lane, record.sequence());
        ordinal = 0;
        Arrays.fill(occurrences, 0);
    }

    private void enter(String lane, RecordVariables record) {
        for (CompiledRole role : pipeline.readersOf(lane)) {
            RecordVariables current = record;
            for (CompiledStage stage : role.stages()) {
                counts.in(stage);
                current = pass(role, stage, current);
                if (current == null) {
                    break;
                }
            }
        }
    }

    /** The record as it leaves the stage; null where its way through the role ends. */
    private @Nullable RecordVariables pass(CompiledRole role, CompiledStage stage, RecordVariables record) {
        return switch (stage) {
            case CompiledStage.Filter filter -> filter(role, filter, record);
            case CompiledStage.Map map -> map(role, map, record);
            case CompiledStage.EmitToLane emit -> emitToLane(role, emit, record);
            case CompiledStage.EmitToTarget emit -> emitToTarget(role, emit, record);
        };
    }

    private @Nullable RecordVariables filter(CompiledRole role, CompiledStage.Filter filter, RecordVariables record) {
        try {
            if (!filter.condition().test(record)) {
                return null;
            }
        } catch (ByteorException failure) {
            fail(role, filter, record, failure);
            return null;
        }
        counts.out(filter);
        return record;
    }

    private @Nullable RecordVariables map(CompiledRole role, CompiledStage.Map map, RecordVariables record) {
        byte[] reshaped;
        try {
            reshaped = map.expression().json(record);
        } catch (ByteorException failure) {
            fail(role, map, record, failure);
            return null;
        }
        counts.out(map);
        return record.with(new Payload(reshaped));
    }

    private RecordVariables emitToLane(CompiledRole role, CompiledStage.EmitToLane emit, RecordVariables record) {
        String to = emit.stage().lane();
        act(role, emit, record, null, to, Ruling.of(ActionDecision.EMITTED), record.key());
        counts.out(emit);
        enter(to, record);
        return record;
    }

    private RecordVariables emitToTarget(CompiledRole role, CompiledStage.EmitToTarget emit, RecordVariables record) {
        String target = emit.stage().target();
        byte @Nullable [] key;
        try {
            key = emit.key() == null ? record.key() : emit.key().key(record);
        } catch (ByteorException failure) {
            counts.failed(emit);
            act(role, emit, record, target, null, new Ruling(ActionDecision.FAILED, reason(failure)), null);
            return record;
        }
        Ruling ruling = sink.effect(new TargetEffect(
                origin,
                role.role().name(),
                emit.stage(),
                occurrences[emit.index()]++,
                key,
                record.payload().bytes()));
        if (ruling.decision() == ActionDecision.FAILED) {
            counts.failed(emit);
        } else {
            counts.out(emit);
        }
        act(role, emit, record, target, null, ruling, key);
        return record;
    }

    private void fail(CompiledRole role, CompiledStage stage, RecordVariables record, ByteorException failure) {
        counts.failed(stage);
        act(role, stage, record, null, null, new Ruling(ActionDecision.FAILED, reason(failure)), record.key());
    }

    private void act(
            CompiledRole role,
            CompiledStage stage,
            RecordVariables record,
            @Nullable String target,
            @Nullable String toLane,
            Ruling ruling,
            byte @Nullable [] key) {
        sink.action(new WalkAction(
                origin,
                role.role().name(),
                role.role().reads(),
                stage.stage().name(),
                ordinal++,
                target,
                toLane,
                ruling.decision(),
                ruling.reason(),
                key,
                record.payload().bytes()));
    }

    private static String reason(ByteorException failure) {
        return failure.code() + ": " + failure.detail();
    }
}
