package io.byteor.runner.replay;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.control.Pacing;
import io.byteor.runner.control.Rate;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.TurnedException;
import io.byteor.runner.control.WarmUp;
import io.byteor.runner.divergence.ComparedWalk;
import io.byteor.runner.divergence.DivergenceReport;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.scan.LaneScan;
import io.byteor.runner.scan.ScanEnd;
import io.byteor.runner.walk.RecordWalk;
import io.byteor.runner.walk.Walker;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives a scan and commits what it brings in chunks, by count and by time; keeps to rate and pacing, with no chunk open while
 * it waits; and ends the replay where a limit says so. Belongs to one thread.
 */
final class ChunkCutter implements LaneScan.Between<Ending> {
    /** While records only pass, the clock would cost as much as they do. */
    private static final int LOOK_AT_THE_CLOCK_EVERY = 64;
    /** A record that is due sooner is not waited for: each wait costs a transaction. */
    private static final long SOON_MILLIS = 50;

    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Claim claim;
    private final Recorder recorder;
    private final RunnerPorts ports;
    private final StopSignal stop;
    private final Rate rate;
    private final @Nullable Pacing pacing;
    private final @Nullable Double maxDivergence;
    private final @Nullable WarmUp warmUp;
    private final int chunkRecords;
    private final long longest;
    private long cutAt;
    private long passed;

    ChunkCutter(
            ReplayPlan plan,
            ReplayProgress progress,
            Claim claim,
            Recorder recorder,
            RunnerPorts ports,
            StopSignal stop) {
        this.plan = plan;
        this.progress = progress;
        this.claim = claim;
        this.recorder = recorder;
        this.ports = ports;
        this.stop = stop;
        EnvironmentSnapshot environment = plan.accepted().getEnvironment();
        Long asked = plan.accepted().getRequest().getRate();
        long perSecond = Math.max(1, asked == null ? environment.getMaxRecordsPerSecond() : asked);
        this.cutAt = ports.clock().millis();
        this.rate = new Rate(perSecond, cutAt, progress.selected());
        Double speed = plan.accepted().getRequest().getSpeed();
        this.pacing = speed == null ? null : new Pacing(speed);
        Double errorRatio = plan.accepted().getRequest().getWarmUp();
        this.maxDivergence = plan.accepted().getRequest().getWarmUpDivergence();
        this.warmUp = errorRatio == null ? null : new WarmUp(errorRatio, maxDivergence, progress.selected());
        this.chunkRecords = Math.clamp(perSecond / 10, 1, ports.limits().records());
        this.longest = environment.getMaxDurationMillis();
    }

    /** Reads to the end, leaving the last chunk open for the audit. */
    Ending drive(ReplayBundle bundle) throws IOException {
        try {
            return plan.comparesOutputs()
                    ? compare(bundle)
                    : scan(bundle, new Walker(plan.pipeline(), progress.stages(), recorder));
        } catch (TurnedException turned) {
            recorder.chunk().settle();
            throw turned;
        }
    }

    private Ending compare(ReplayBundle bundle) throws IOException {
        try (ComparedWalk walk =
                ComparedWalk.begin(plan, bundle, progress.stages(), progress.divergence(), recorder, stop::obey)) {
            Ending ending = scan(bundle, walk);
            if (ending.outcome() == ReplayOutcome.CORRUPT) {
                return ending;
            }
            // What differs is read again, and no chunk is open while that takes.
            commit();
            return ending.with(DivergenceReport.of(plan, bundle, progress.divergence()));
        } catch (ByteorException damage) {
            return Ending.of(damage, null);
        }
    }

    private Ending scan(ReplayBundle bundle, RecordWalk walk) throws IOException {
        // A runner may have been lost when it had committed a rung and not yet judged it.
        Ending early = rung();
        if (early != null) {
            return early;
        }
        var scan = new LaneScan<Ending>(plan, bundle, progress, walk, ports.listener()::scanned, this);
        ScanEnd<Ending> end = scan.run();
        recorder.chunk().settle();
        return switch (end) {
            case ScanEnd.Through<Ending>() -> completed();
            case ScanEnd.Stopped<Ending>(Ending why) -> why;
            case ScanEnd.Damaged<Ending>(String lane, ByteorException found) -> Ending.of(found, lane);
            case ScanEnd.TooMany<Ending>(long most) ->
                Ending.of(ReplayOutcome.HALTED, "LIMIT_EXCEEDED: more than " + most + " records are selected");
        };
    }

    private Ending completed() {
        return Ending.of(
                progress.actions().errors() == 0 ? ReplayOutcome.COMPLETED : ReplayOutcome.COMPLETED_WITH_FAILURES,
                null);
    }

    /** A chunk that stayed open while a segment without a block table is read through would time out, again and again. */
    @Override
    public void opening() {
        if (recorder.chunk().written() > 0) {
            commit();
            cutAt = ports.clock().millis();
        }
    }

    @Override
    public @Nullable Ending before(String lane, long capturedAtMicros) {
        Ending late = leaveTargetsAlone();
        return late != null || pacing == null ? late : keepPace(pacing, lane, capturedAtMicros);
    }

    /**
     * Waits while a target asks to be left alone, for no longer than the replay may take. Only a window that is sent can be answered
     * so, and it has been recorded: nothing waits to be sent, and a runner that is lost here leaves nothing unknown.
     */
    private @Nullable Ending leaveTargetsAlone() {
        Duration asked = recorder.chunk().departs() ? recorder.chunk().readyIn() : Duration.ZERO;
        if (!asked.isPositive()) {
            return null;
        }
        rest(Math.min(
                        asked.toMillis(),
                        longest - progress.ranMillis(ports.clock().millis()))
                + 1);
        return overdue(ports.clock().millis());
    }

    private @Nullable Ending keepPace(Pacing pace, String lane, long capturedAtMicros) {
        long now = ports.clock().millis();
        long ahead = pace.due(lane, capturedAtMicros, now) - now;
        if (ahead < SOON_MILLIS) {
            return null;
        }
        cut();
        rest(ahead - (ports.clock().millis() - now));
        return overdue(ports.clock().millis());
    }

    @Override
    public @Nullable Ending records() {
        stop.obey();
        if (recorder.budgetSpent()) {
            return Ending.of(ReplayOutcome.HALTED, "the error budget is spent");
        }
        if (progress.ledger().full()) {
            return Ending.of(
                    ReplayOutcome.HALTED, "LIMIT_EXCEEDED: the effects lie too scattered; narrow the selection");
        }
        if (warmUp != null && warmUp.reached(progress.selected())) {
            commit();
            keepToRate();
            return rung();
        }
        if (recorder.chunk().written() == 0 && ++passed % LOOK_AT_THE_CLOCK_EVERY != 0) {
            return null;
        }
        long now = ports.clock().millis();
        Ending overdue = overdue(now);
        if (overdue != null) {
            return overdue;
        }
        long limit = recorder.chunk().written() > 0
                ? ports.limits().time().toMillis()
                : ports.limits().idle().toMillis();
        if (recorder.chunk().full() || recorder.chunk().written() >= chunkRecords || now - cutAt >= limit) {
            cut();
        }
        return null;
    }

    /** Judges a rung of the warm-up once everything up to it has happened. */
    private @Nullable Ending rung() {
        if (warmUp == null || !warmUp.reached(progress.selected())) {
            return null;
        }
        if (maxDivergence != null && !plan.comparesOutputs()) {
            return Ending.of(
                    ReplayOutcome.HALTED, "the warm-up ends: the bundle has no captured outputs to compare with");
        }
        String tooMany = warmUp.judge(new WarmUp.Standing(
                progress.actions().effects(),
                progress.actions().errors(),
                progress.divergence().walked().compared(),
                progress.divergence().walked().differing()));
        return tooMany == null ? null : Ending.of(ReplayOutcome.HALTED, tooMany);
    }

    private @Nullable Ending overdue(long now) {
        return progress.ranMillis(now) > longest
                ? Ending.of(ReplayOutcome.HALTED, "LIMIT_EXCEEDED: the replay takes longer than it may")
                : null;
    }

    /** Ends the chunk. The next one need not wait for that, but where what is known elsewhere would run ahead of what is known here. */
    private void cut() {
        if (recorder.chunk().departs()) {
            commit();
        } else {
            claim.commitBehind(endChunk());
            ports.listener().committed();
        }
        keepToRate();
    }

    private void keepToRate() {
        rest(rate.ahead(progress.selected(), ports.clock().millis()));
    }

    /** Waits with no chunk open. */
    private void rest(long millis) {
        if (millis > 0) {
            stop.pauseUnlessTurned(Duration.ofMillis(millis));
            stop.obey();
        }
        cutAt = ports.clock().millis();
    }

    /** Ends the chunk, and all of it has happened. */
    private void commit() {
        claim.commit(endChunk());
        ports.listener().committed();
    }

    private ReplayCheckpoint endChunk() {
        recorder.chunk().settle();
        recorder.chunk().takeWritten();
        return progress.checkpoint()
                .setState(ReplayRun.RUNNING)
                .setRunner(ports.runner())
                .setUpdatedAt(ports.clock().instant().truncatedTo(ChronoUnit.MICROS))
                .build();
    }
}
