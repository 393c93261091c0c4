package io.byteor.e2e.model;

import io.byteor.e2e.replay.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Walks records through a spec as its documentation says, with everything in memory. */
final class Interpreter {
    private final ModelSpec spec;
    private final boolean executes;
    private final List<Act> acts = new ArrayList<>();
    private final List<Sample> selected = new ArrayList<>();
    private int ordinal;

    Interpreter(ModelSpec spec, boolean executes) {
        this.spec = spec;
        this.executes = executes;
    }

    /** Walks what the choice selects of the lanes, which come in the order in which the spec names them. */
    Interpreter run(List<List<Sample>> lanes, Choice choice) {
        for (List<Sample> lane : lanes) {
            for (Sample record : lane) {
                if (choice.limit() != null && selected.size() >= choice.limit()) {
                    break;
                }
                take(record, choice);
            }
        }
        return this;
    }

    private void take(Sample record, Choice choice) {
        if (!choice.bounds(record)
                || (choice.sample() != null
                        && new SplittableRandom(record.sequence()).nextDouble() >= choice.sample())) {
            return;
        }
        ordinal = 0;
        try {
            if (choice.predicate() != null
                    && !(Boolean) choice.predicate().meaning().of(record)) {
                return;
            }
        } catch (Fails _) {
            act(record, "", record.lane(), "selection", null, null, "failed", record.key(), record.payload());
            return;
        }
        selected.add(record);
        enter(record.lane(), record);
    }

    private void enter(String lane, Sample record) {
        for (ModelSpec.Role role : spec.roles()) {
            if (role.reads().equals(lane)) {
                go(role, record);
            }
        }
    }

    private void go(ModelSpec.Role role, Sample entering) {
        Sample record = entering;
        for (ModelSpec.Step step : role.steps()) {
            switch (step) {
                case ModelSpec.Filter filter -> {
                    try {
                        if (!(Boolean) filter.condition().meaning().of(record)) {
                            return;
                        }
                    } catch (Fails _) {
                        act(record, role, step, null, null, "failed", record.key());
                        return;
                    }
                }
                case ModelSpec.Reshape reshape -> {
                    try {
                        Object value = reshape.term().meaning().of(record);
                        record = record.with(Json.utf8(Json.write(value)));
                    } catch (Fails _) {
                        act(record, role, step, null, null, "failed", record.key());
                        return;
                    }
                }
                case ModelSpec.ToLane emit -> {
                    act(record, role, step, null, emit.lane(), "emitted", record.key());
                    enter(emit.lane(), record);
                }
                case ModelSpec.ToTarget emit -> emit(record, role, emit);
            }
        }
    }

    private void emit(Sample record, ModelSpec.Role role, ModelSpec.ToTarget emit) {
        try {
            byte[] key =
                    emit.key() == null ? record.key() : key(emit.key().meaning().of(record));
            String decision = emit.suppressed() ? "suppressed" : executes ? "applied" : "would_apply";
            act(record, role, emit, emit.target(), null, decision, key);
        } catch (Fails _) {
            act(record, role, emit, emit.target(), null, "failed", null);
        }
    }

    private static byte @Nullable [] key(Object value) {
        return switch (value) {
            case byte[] bytes -> bytes;
            case String text -> Json.utf8(text);
            case Long _, Double _, Boolean _ -> Json.utf8(Json.write(value));
            default -> {
                if (value.equals(Json.NULL)) {
                    yield null;
                }
                throw new Fails();
            }
        };
    }

    private void act(
            Sample record,
            ModelSpec.Role role,
            ModelSpec.Step step,
            @Nullable String target,
            @Nullable String toLane,
            String decision,
            byte @Nullable [] key) {
        act(record, role.name(), role.reads(), step.name(), target, toLane, decision, key, record.payload());
    }

    private void act(
            Sample record,
            String role,
            String lane,
            String stage,
            @Nullable String target,
            @Nullable String toLane,
            String decision,
            byte @Nullable [] key,
            byte[] payload) {
        acts.add(new Act(
                role,
                lane,
                stage,
                record.lane(),
                record.sequence(),
                ordinal++,
                target,
                toLane,
                decision,
                key,
                payload));
    }

    /** All of them, in order. */
    List<Act> acts() {
        return acts;
    }

    /** The records that were walked. */
    List<Sample> selected() {
        return selected;
    }
}
