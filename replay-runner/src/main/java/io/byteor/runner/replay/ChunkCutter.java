package io.byteor.runner.replay;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.divergence.ComparedWalk;
import io.byteor.runner.divergence.DivergenceReport;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.RecordWalk;
import io.byteor.runner.walk.Walker;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.EnvironmentSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives a scan and commits what it brings in chunks, by count and by time; keeps to the rate, with no chunk open while it
 * waits; and ends the replay where a limit says so. Belongs to one thread.
 */
final class ChunkCutter {
    /** While records only pass, the clock would cost as much as they do. */
    private static final int LOOK_AT_THE_CLOCK_EVERY = 64;

    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Claim claim;
    private final Recorder recorder;
    private final RunnerPorts ports;
    private final StopSignal stop;
    private final long rate;
    private final int chunkRecords;
    private final long pacedFrom;
    private final long selectedBefore;
    private final long startedAt;
    private final long longest;
    private long cutAt;
    private long passed;

    ChunkCutter(
            ReplayPlan plan,
            ReplayProgress progress,
            Claim claim,
            Recorder recorder,
            RunnerPorts ports,
            StopSignal stop,
            Instant startedAt) {
        this.plan = plan;
        this.progress = progress;
        this.claim = claim;
        this.recorder = recorder;
        this.ports = ports;
        this.stop = stop;
        EnvironmentSnapshot environment = plan.accepted().getEnvironment();
        Long asked = plan.accepted().getRequest().getRate();
        this.rate = Math.max(1, asked == null ? environment.getMaxRecordsPerSecond() : asked);
        this.chunkRecords = Math.clamp(rate / 10, 1, ports.limits().records());
        this.startedAt = startedAt.toEpochMilli();
        this.longest = environment.getMaxDurationMillis();
        this.pacedFrom = ports.clock().millis();
        this.selectedBefore = progress.selected();
        this.cutAt = pacedFrom;
    }

    /** Reads to the end, leaving the last chunk open for the audit. */
    Ending drive(ReplayBundle bundle) throws IOException {
        return plan.comparesOutputs()
                ? compare(bundle)
                : scan(bundle, new Walker(plan.pipeline(), progress.stages(), recorder));
    }

    private Ending compare(ReplayBundle bundle) throws IOException {
        try (ComparedWalk walk =
                ComparedWalk.begin(plan, bundle, progress.stages(), progress.divergence(), recorder, stop::check)) {
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
        Ending early = new LaneScan(plan, bundle, progress, walk, ports.listener(), this::between).run();
        if (early != null) {
            return early;
        }
        boolean clean = progress.actions().of(ActionDecision.FAILED) == 0
                && progress.actions().of(ActionDecision.UNKNOWN) == 0;
        return Ending.of(clean ? ReplayOutcome.COMPLETED : ReplayOutcome.COMPLETED_WITH_FAILURES, null);
    }

    private @Nullable Ending between() {
        stop.check();
        if (recorder.budgetSpent()) {
            return Ending.of(ReplayOutcome.HALTED, "the error budget is spent");
        }
        if (recorder.written() == 0 && ++passed % LOOK_AT_THE_CLOCK_EVERY != 0) {
            return null;
        }
        long now = ports.clock().millis();
        if (now - startedAt > longest) {
            return Ending.of(ReplayOutcome.HALTED, "LIMIT_EXCEEDED: the replay takes longer than it may");
        }
        long limit = recorder.written() > 0
                ? ports.limits().time().toMillis()
                : ports.limits().idle().toMillis();
        if (recorder.written() >= chunkRecords || now - cutAt >= limit) {
            cut();
        }
        return null;
    }

    private void cut() {
        commit();
        long due = pacedFrom + (progress.selected() - selectedBefore) * 1_000 / rate;
        long ahead = due - ports.clock().millis();
        if (ahead > 0) {
            stop.pause(Duration.ofMillis(ahead));
        }
        cutAt = ports.clock().millis();
    }

    private void commit() {
        claim.commit(progress.checkpoint()
                .setState(ReplayRun.RUNNING)
                .setRunner(ports.runner())
                .setUpdatedAt(ports.clock().instant().truncatedTo(ChronoUnit.MICROS))
                .build());
        ports.listener().committed();
        recorder.takeWritten();
    }
}
