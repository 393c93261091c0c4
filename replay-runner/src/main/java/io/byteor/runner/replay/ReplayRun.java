package io.byteor.runner.replay;

import io.byteor.runner.audit.AuditAssembly;
import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.StoppedException;
import io.byteor.runner.control.TurnedException;
import io.byteor.runner.control.Wish;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.target.Departures;
import io.byteor.runner.target.Preconditions;
import io.byteor.runner.target.TargetLostException;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One replay, driven from its last checkpoint to its audit. A run may begin on any runner at any time and end at any moment:
 * what was committed is whole, and the next run goes on behind it. States: admitted, running, paused,
 * finished.
 *
 * <p>A failure of a chunk is never an outcome; the replay is claimed anew and goes on. A failure that the replay itself causes
 * is its outcome and nobody else's.
 */
public final class ReplayRun {
    /** States of a checkpoint. */
    public static final String ADMITTED = "admitted";

    public static final String RUNNING = "running";
    public static final String PAUSED = "paused";
    public static final String FINISHED = "finished";

    private static final Logger LOG = System.getLogger(ReplayRun.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int DOUBLINGS = 6;
    /** So often in a row a target may be out of reach. */
    private static final int PATIENCE = 30;

    private final ReplayTicket ticket;
    private final RunnerPorts ports;
    private final StopSignal stop;
    private final Duration firstPause;
    private @Nullable String fault;
    private long reached;
    private int failures;
    private int losses;

    public ReplayRun(ReplayTicket ticket, RunnerPorts ports, StopSignal stop) {
        this(ticket, ports, stop, FIRST_PAUSE);
    }

    /** @param firstPause before the replay is claimed anew; it doubles with each failure in a row */
    ReplayRun(ReplayTicket ticket, RunnerPorts ports, StopSignal stop, Duration firstPause) {
        this.ticket = ticket;
        this.ports = ports;
        this.stop = stop;
        this.firstPause = firstPause;
    }

    /**
     * Drives the replay until it has ended. Returns sooner where it is to pause, once it says so, and soon after a stop was
     * requested.
     *
     * @throws ClaimLostException if somebody else took it over
     */
    public Rest run() {
        try {
            while (true) {
                Wish wanted = stop.wish();
                Rest rest = attempt();
                if (rest != null) {
                    return rest;
                }
                ports.listener().recovering();
                stop.pauseWhile(wanted, firstPause.multipliedBy(1L << Math.min(failures++, DOUBLINGS)));
            }
        } catch (StoppedException _) {
            LOG.log(Level.INFO, "replay {0}: stopped, to go on from its checkpoint", ticket.replayId());
            return Rest.STOPPED;
        }
    }

    /** Null where the replay has to be claimed anew. */
    private @Nullable Rest attempt() {
        stop.check();
        try (Claim claim = ports.log().claim(ticket)) {
            return drive(claim);
        } catch (ChunkFailedException | TargetLostException | IOException e) {
            stop.check();
            LOG.log(Level.WARNING, () -> "replay %s: claimed anew after: %s".formatted(ticket.replayId(), e), e);
            if (e instanceof TargetLostException && ++losses > PATIENCE) {
                fault = ErrorCode.TARGET_FAILED + ": " + e.getMessage();
            }
            return null;
        } catch (ClaimLostException | StoppedException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError e) {
            stop.check();
            LOG.log(Level.ERROR, () -> "replay %s: ends as failed".formatted(ticket.replayId()), e);
            fault = "INTERNAL: " + e.getClass().getSimpleName();
            return null;
        }
    }

    private Rest drive(Claim claim) throws IOException {
        ReplayCheckpoint before = claim.checkpoint();
        if (before.getRevision() > reached) {
            reached = before.getRevision();
            failures = 0;
            losses = 0;
        }
        if (before.getState().equals(FINISHED)) {
            return Rest.ENDED;
        }
        if (fault != null) {
            return end(claim, untouched(before), Ending.of(ReplayOutcome.FAILED, fault));
        }
        Wish wish = stop.wish();
        if (!(wish instanceof Wish.Run)) {
            return turn(claim, untouched(before), wish);
        }
        ReplayPlan plan;
        ReplayBundle bundle;
        Preconditions ready;
        Departures departures;
        try {
            ReplayAccepted accepted = before.getAccepted();
            bundle = ReplayBundle.open(
                    ports.artifacts(), Digest.parse(accepted.getRequest().getBundleId()));
            plan = ReplayPlan.of(accepted, bundle.spec());
            ready = Preconditions.of(plan, ports.cluster());
            departures = Departures.open(plan, before, ports.outlets());
        } catch (ByteorException refusal) {
            return end(claim, untouched(before), Ending.of(refusal, null));
        }
        try (departures) {
            return carryOut(claim, plan, bundle, new Recorder.Ways(ready.largestRecords(), departures));
        }
    }

    private Rest carryOut(Claim claim, ReplayPlan plan, ReplayBundle bundle, Recorder.Ways ways) throws IOException {
        ReplayCheckpoint before = claim.checkpoint();
        ReplayProgress progress = new ReplayProgress(plan, before);
        progress.resume(now());
        try {
            Ending ending = begin(claim, plan, progress, ways, bundle);
            return end(claim, progress.checkpoint(), ending);
        } catch (TurnedException turned) {
            return turn(claim, progress.checkpoint(), turned.wish());
        }
    }

    private Ending begin(Claim claim, ReplayPlan plan, ReplayProgress progress, Recorder.Ways ways, ReplayBundle bundle)
            throws IOException {
        if (plan.executes() && !progress.granted()) {
            StartDesk.Answer answer = askToStart(claim, progress, plan.accepted());
            if (answer instanceof StartDesk.Answer.Refused refused) {
                return Ending.of(ReplayOutcome.REFUSED, refused.reason());
            }
            progress.grant();
        }
        progress.start(now());
        Recorder recorder = new Recorder(plan, progress, claim, ways, ports, stop::cancelled);
        return new ChunkCutter(plan, progress, claim, recorder, ports, stop).drive(bundle);
    }

    /** Asks once, and waits for the one answer with no chunk open. */
    private StartDesk.Answer askToStart(Claim claim, ReplayProgress progress, ReplayAccepted accepted) {
        if (!progress.startAsked()) {
            String startKey = Objects.requireNonNullElse(accepted.getStartKey(), ticket.replayId());
            claim.askToStart(new StartRequested(
                    startKey, ticket.replayId(), accepted.getApproval().getApprovalId(), ports.runner(), now()));
            progress.askedToStart();
            claim.commit(stamped(progress.checkpoint(), ADMITTED).build());
        }
        return ports.startDesk().await(ticket, stop);
    }

    /** Does what is wanted instead of running, and with it commits what is open. */
    private Rest turn(Claim claim, ReplayCheckpoint.Builder last, Wish wish) {
        return switch (wish) {
            case Wish.Cancel(String reason) -> end(claim, last, Ending.of(ReplayOutcome.CANCELLED, reason));
            case Wish.Pause(String reason) -> {
                if (last.getPausedAt() == null) {
                    last.setPausedAt(now());
                    claim.commit(stamped(last, PAUSED).setReason(reason).build());
                }
                LOG.log(Level.INFO, "replay {0}: paused", ticket.replayId());
                yield Rest.PAUSED;
            }
            case Wish.Run _ -> throw new IllegalArgumentException("that it runs is no turn");
        };
    }

    private Rest end(Claim claim, ReplayCheckpoint.Builder last, Ending ending) {
        ReplayCheckpoint finished = stamped(last, FINISHED)
                .setPausedAt(null)
                .setOutcome(ending.outcome().text())
                .setReason(reason(ending, last.getDispatching()))
                .build();
        claim.audit(AuditAssembly.audited(finished, ending.damagedLane(), ending.divergence()));
        if (ending.outcome() == ReplayOutcome.CORRUPT) {
            claim.escalate(BundleDamage.due(finished));
        }
        claim.commit(finished);
        ports.listener().ended(ending.outcome());
        LOG.log(
                Level.INFO,
                "replay {0}: {1}, {2} actions",
                ticket.replayId(),
                finished.getOutcome(),
                finished.getActions());
        return Rest.ENDED;
    }

    private ReplayCheckpoint.Builder stamped(ReplayCheckpoint.Builder checkpoint, String state) {
        return checkpoint.setState(state).setRunner(ports.runner()).setUpdatedAt(now());
    }

    private static ReplayCheckpoint.Builder untouched(ReplayCheckpoint before) {
        return ReplayCheckpoint.newBuilder(before).setRevision(before.getRevision() + 1);
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Effects that were under way when a runner was lost are listed as unknown only once they are walked again. */
    private static @Nullable String reason(Ending ending, List<LedgerEntry> underWay) {
        long effects = EffectLedger.of(underWay).sequences();
        if (effects == 0) {
            return ending.reason();
        }
        String doubt = effects + " effects were under way when a runner was lost, and what became of them is unknown";
        return ending.reason() == null ? doubt : ending.reason() + "; " + doubt;
    }
}
