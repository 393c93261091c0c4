package io.byteor.runner.replay;

import io.byteor.runner.audit.ActionTally;
import io.byteor.runner.divergence.DivergenceTallies;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.scan.LaneProgress;
import io.byteor.runner.scan.ScanProgress;
import io.byteor.runner.walk.StageCounts;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.SampleHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything about a replay that changes while it runs; a checkpoint is its picture. Not thread-safe. */
final class ReplayProgress implements ScanProgress {
    private final ReplayCheckpoint before;
    private final Map<String, LaneProgress> lanes = new LinkedHashMap<>();
    private final StageCounts stages;
    private final EffectLedger ledger;
    private final EffectLedger underWay;
    private final ActionTally actions;
    private final DivergenceTallies divergence;
    private final boolean compares;
    private ReplayCheckpoint.Builder last;
    private long revision;
    private boolean startAsked;
    private boolean granted;
    private @Nullable Instant startedAt;
    private @Nullable Instant pausedAt;
    private long pausedMillis;

    /** Goes on from a checkpoint; the first one of a replay is all zeros. */
    ReplayProgress(ReplayPlan plan, ReplayCheckpoint before) {
        this.before = before;
        this.last = ReplayCheckpoint.newBuilder(before);
        this.revision = before.getRevision();
        this.startAsked = before.getStartAsked();
        this.granted = before.getGranted();
        this.startedAt = before.getStartedAt();
        this.pausedAt = before.getPausedAt();
        this.pausedMillis = before.getPausedMillis();
        this.stages = StageCounts.restore(plan.pipeline(), before.getStages());
        this.ledger = EffectLedger.of(before.getLedger());
        this.underWay = EffectLedger.of(before.getDispatching());
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

    @Override
    public LaneProgress lane(String name) {
        LaneProgress lane = lanes.get(name);
        if (lane == null) {
            throw new IllegalArgumentException("the replay does not read lane " + name);
        }
        return lane;
    }

    @Override
    public long selected() {
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

    /** Whether an effect was under way when the runner before was lost, so that nobody knows what became of it. */
    boolean wasUnderWay(EffectPlace place, long sequence) {
        return underWay.contains(place, sequence);
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
    void start(Instant now) {
        if (startedAt == null) {
            startedAt = now;
        }
    }

    /**
     * Notes the end of a pause, if there was one. An answer that was due before it may no longer be found, so that the start is
     * asked for again; whoever answers does so once.
     */
    void resume(Instant now) {
        if (pausedAt != null) {
            if (startedAt != null) {
                pausedMillis += Math.max(0, Duration.between(pausedAt, now).toMillis());
            }
            pausedAt = null;
            startAsked = granted;
        }
    }

    /** For how many milliseconds it ran, pauses left out; 0 before it began. */
    long ranMillis(long now) {
        return startedAt == null ? 0 : now - startedAt.toEpochMilli() - pausedMillis;
    }

    /** The next checkpoint, whole but for its state and time. */
    ReplayCheckpoint.Builder checkpoint() {
        ReplayCheckpoint.Builder next = ReplayCheckpoint.newBuilder(before)
                .setRevision(++revision)
                .setStartAsked(startAsked)
                .setGranted(granted)
                .setStartedAt(startedAt)
                .setPausedAt(pausedAt)
                .setPausedMillis(pausedMillis)
                .setReason(null)
                .setPositions(
                        lanes.values().stream().map(LaneProgress::position).toList())
                .setSamples(samples())
                .setStages(stages.counts())
                .setLedger(ledger.entries())
                .setDispatching(underWay.ahead(nextSequences()).entries());
        actions.into(next);
        if (compares) {
            divergence.into(next);
        }
        last = next;
        return next;
    }

    /** The last checkpoint once more, with effects that are about to be sent; whole but for its state and time. */
    ReplayCheckpoint.Builder dispatching(List<LedgerEntry> effects) {
        EffectLedger all = EffectLedger.of(last.getDispatching());
        all.addAll(EffectLedger.of(effects));
        return ReplayCheckpoint.newBuilder(last)
                .setRevision(++revision)
                .setStartAsked(startAsked)
                .setGranted(granted)
                .setStartedAt(startedAt)
                .setPausedAt(pausedAt)
                .setPausedMillis(pausedMillis)
                .setDispatching(all.entries());
    }

    /** The sequence that comes next, by lane. */
    Map<String, Long> nextSequences() {
        return lanes.values().stream().collect(Collectors.toMap(LaneProgress::lane, LaneProgress::nextSequence));
    }

    private List<SampleHash> samples() {
        return lanes.values().stream().flatMap(lane -> lane.samples().stream()).toList();
    }
}
