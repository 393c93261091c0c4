package io.byteor.runner.replay;

import io.byteor.runner.audit.ActionTally;
import io.byteor.runner.divergence.DivergenceTallies;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.StageCounts;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.SampleHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything about a replay that changes while it runs; a checkpoint is its picture. Not thread-safe. */
final class ReplayProgress {
    private final ReplayCheckpoint before;
    private final Map<String, LaneProgress> lanes = new LinkedHashMap<>();
    private final StageCounts stages;
    private final EffectLedger ledger;
    private final ActionTally actions;
    private final DivergenceTallies divergence;
    private final boolean compares;
    private long revision;
    private boolean startAsked;
    private boolean granted;
    private @Nullable Instant startedAt;

    /** Goes on from a checkpoint; the first one of a replay is all zeros. */
    ReplayProgress(ReplayPlan plan, ReplayCheckpoint before) {
        this.before = before;
        this.revision = before.getRevision();
        this.startAsked = before.getStartAsked();
        this.granted = before.getGranted();
        this.startedAt = before.getStartedAt();
        this.stages = StageCounts.restore(plan.pipeline(), before.getStages());
        this.ledger = EffectLedger.of(before.getLedger());
        this.actions = ActionTally.restore(before);
        this.divergence = DivergenceTallies.restore(before);
        this.compares = plan.comparesOutputs();
        for (CapturedLane lane : plan.lanes()) {
            lanes.put(lane.getName(), new LaneProgress(lane.getName()));
        }
        for (LanePosition position : before.getPositions()) {
            lanes.put(position.getLane(), new LaneProgress(position, before.getSamples()));
        }
    }

    LaneProgress lane(String name) {
        LaneProgress lane = lanes.get(name);
        if (lane == null) {
            throw new IllegalArgumentException("the replay does not read lane " + name);
        }
        return lane;
    }

    long selected() {
        long selected = 0;
        for (LaneProgress lane : lanes.values()) {
            selected += lane.selected();
        }
        return selected;
    }

    StageCounts stages() {
        return stages;
    }

    EffectLedger ledger() {
        return ledger;
    }

    ActionTally actions() {
        return actions;
    }

    DivergenceTallies divergence() {
        return divergence;
    }

    boolean startAsked() {
        return startAsked;
    }

    void askedToStart() {
        startAsked = true;
    }

    boolean granted() {
        return granted;
    }

    void grant() {
        granted = true;
    }

    /** Notes when the first runner began; later ones leave it. */
    Instant start(Instant now) {
        if (startedAt == null) {
            startedAt = now;
        }
        return startedAt;
    }

    /** The next checkpoint, whole but for its state and time. */
    ReplayCheckpoint.Builder checkpoint() {
        ReplayCheckpoint.Builder next = ReplayCheckpoint.newBuilder(before)
                .setRevision(++revision)
                .setStartAsked(startAsked)
                .setGranted(granted)
                .setStartedAt(startedAt)
                .setPositions(
                        lanes.values().stream().map(LaneProgress::position).toList())
                .setSamples(samples())
                .setStages(stages.counts())
                .setLedger(ledger.entries());
        actions.into(next);
        if (compares) {
            divergence.into(next);
        }
        return next;
    }

    private List<SampleHash> samples() {
        return lanes.values().stream().flatMap(lane -> lane.samples().stream()).toList();
    }
}
