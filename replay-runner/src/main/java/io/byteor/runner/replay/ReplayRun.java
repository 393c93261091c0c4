package io.byteor.runner.replay;

import io.byteor.runner.audit.AuditAssembly;
import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One replay, driven from its last checkpoint to its audit. A run may begin on any runner at any time and end at any moment:
 * what was committed is whole, and the next run goes on behind it. States: admitted, running, finished.
 *
 * <p>A failure of a chunk is never an outcome; the replay is claimed anew and goes on. A failure that the replay itself causes
 * is its outcome and nobody else's.
 */
public final class ReplayRun {
    /** States of a checkpoint. */
    public static final String ADMITTED = "admitted";

    public static final String RUNNING = "running";
    public static final String FINISHED = "finished";

    private static final Logger LOG = System.getLogger(ReplayRun.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int DOUBLINGS = 6;

    private final ReplayTicket ticket;
    private final RunnerPorts ports;
    private final StopSignal stop;
    private @Nullable String fault;
    private long reached;
    private int failures;

    public ReplayRun(ReplayTicket ticket, RunnerPorts ports, StopSignal stop) {
        this.ticket = ticket;
        this.ports = ports;
        this.stop = stop;
    }

    /**
     * Drives the replay to its end. Returns when it is finished, or soon after a stop was requested.
     *
     * @throws ClaimLostException if somebody else took it over
     */
    public void run() {
        try {
            while (!attempt()) {
                ports.listener().recovering();
                stop.pause(FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, DOUBLINGS)));
            }
        } catch (StoppedException _) {
            LOG.log(Level.INFO, "replay {0}: stopped, to go on from its checkpoint", ticket.replayId());
        }
    }

    /** Whether the replay is finished. */
    private boolean attempt() {
        stop.check();
        try (Claim claim = ports.log().claim(ticket)) {
            drive(claim);
            return true;
        } catch (ChunkFailedException | IOException e) {
            stop.check();
            LOG.log(Level.WARNING, () -> "replay %s: claimed anew after: %s".formatted(ticket.replayId(), e), e);
            return false;
        } catch (ClaimLostException | StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            stop.check();
            LOG.log(Level.ERROR, () -> "replay %s: ends as failed".formatted(ticket.replayId()), e);
            fault = "INTERNAL: " + e.getClass().getSimpleName();
            return false;
        }
    }

    private void drive(Claim claim) throws IOException {
        ReplayCheckpoint before = claim.checkpoint();
        if (before.getRevision() > reached) {
            reached = before.getRevision();
            failures = 0;
        }
        if (before.getState().equals(FINISHED)) {
            return;
        }
        if (fault != null) {
            end(claim, untouched(before), Ending.of(ReplayOutcome.FAILED, fault));
            return;
        }
        ReplayPlan plan;
        ReplayBundle bundle;
        Preconditions ready;
        try {
            ReplayAccepted accepted = before.getAccepted();
            bundle = ReplayBundle.open(
                    ports.artifacts(), Digest.parse(accepted.getRequest().getBundleId()));
            plan = ReplayPlan.of(accepted, bundle.spec());
            ready = Preconditions.of(plan, ports.cluster());
        } catch (ByteorException refusal) {
            end(claim, untouched(before), Ending.of(refusal, null));
            return;
        }
        ReplayProgress progress = new ReplayProgress(plan, before);
        if (plan.executes() && !progress.granted()) {
            StartDesk.Answer answer = askToStart(claim, progress, before.getAccepted());
            if (answer instanceof StartDesk.Answer.Refused refused) {
                end(claim, progress.checkpoint(), Ending.of(ReplayOutcome.REFUSED, text(refused)));
                return;
            }
            progress.grant();
        }
        Instant startedAt = progress.start(now());
        Recorder recorder =
                new Recorder(plan, progress, claim, ready.largestRecords(), ports.listener(), ports.clock());
        ChunkCutter cutter = new ChunkCutter(plan, progress, claim, recorder, ports, stop, startedAt);
        Ending ending = cutter.drive(bundle);
        end(claim, progress.checkpoint(), ending);
    }

    /** Asks once, and waits for the one answer with no chunk open. */
    private StartDesk.Answer askToStart(Claim claim, ReplayProgress progress, ReplayAccepted accepted) {
        if (!progress.startAsked()) {
            String startKey = Objects.requireNonNullElse(accepted.getStartKey(), ticket.replayId());
            claim.askToStart(new StartRequested(
                    startKey, ticket.replayId(), accepted.getApproval().getApprovalId(), ports.runner(), now()));
            progress.askedToStart();
            claim.commit(progress.checkpoint()
                    .setState(ADMITTED)
                    .setRunner(ports.runner())
                    .setUpdatedAt(now())
                    .build());
        }
        return ports.startDesk().await(ticket, stop);
    }

    private void end(Claim claim, ReplayCheckpoint.Builder last, Ending ending) {
        ReplayCheckpoint finished = last.setState(FINISHED)
                .setRunner(ports.runner())
                .setUpdatedAt(now())
                .setOutcome(ending.outcome().text())
                .setReason(ending.reason())
                .build();
        claim.audit(AuditAssembly.audited(finished, ending.damagedLane(), ending.divergence()));
        claim.commit(finished);
        ports.listener().ended(ending.outcome());
        LOG.log(
                Level.INFO,
                "replay {0}: {1}, {2} actions",
                ticket.replayId(),
                finished.getOutcome(),
                finished.getActions());
    }

    private static ReplayCheckpoint.Builder untouched(ReplayCheckpoint before) {
        return ReplayCheckpoint.newBuilder(before).setRevision(before.getRevision() + 1);
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String text(StartDesk.Answer.Refused refused) {
        return refused.findings().stream()
                .map(finding -> finding.getCode() + ": " + finding.getEvidence())
                .collect(Collectors.joining("; "));
    }
}
