package io.byteor.runner.replay;

import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.StoppedException;
import io.byteor.runner.control.Wish;
import io.byteor.runner.target.TargetLostException;
import io.byteor.runner.target.TargetRefusedException;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One replay, driven from its last checkpoint to its audit. A run may begin on any runner at any time and end at any moment:
 * what was committed is whole, and the next run goes on behind it. States: admitted, running, paused,
 * finished.
 *
 * <p>A failure of a chunk is no outcome; the replay is claimed anew and goes on, for no longer than it may take. A failure that
 * the replay itself causes is its outcome and nobody else's.
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
    /** So often in a row it is tried without letting go of the thread whether the store is back. */
    private static final int IN_PLACE = 4;
    /** So often in a row a target may be out of reach. */
    private static final int PATIENCE = 30;
    /** So often it is tried to find out what stands elsewhere before the replay ends. */
    private static final int PATIENCE_TO_END = 3;

    private final ReplayTicket ticket;
    private final RunnerPorts ports;
    private final StopSignal stop;
    private final Duration firstPause;
    private @Nullable Ending broken;
    private @Nullable Instant storeAwaySince;
    private @Nullable Instant nothingCommittedSince;
    private Duration longest = Duration.ZERO;
    private long reached = -1;
    private int failures;
    private int losses;
    private int inVain;

    public ReplayRun(ReplayTicket ticket, RunnerPorts ports, StopSignal stop) {
        this(ticket, ports, stop, FIRST_PAUSE);
    }

    /** @param firstPause before the replay is claimed anew; it doubles with each failure in a row */
    public ReplayRun(ReplayTicket ticket, RunnerPorts ports, StopSignal stop, Duration firstPause) {
        this.ticket = ticket;
        this.ports = ports;
        this.stop = stop;
        this.firstPause = firstPause;
    }

    /**
     * Drives the replay until it has ended. Returns sooner where it is to pause, once it says so; where the store stays away, to be
     * called again later; and soon after a stop was requested.
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
                if (waits() && stop.wish().equals(wanted)) {
                    return Rest.WAITING;
                }
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
        Ending due = due();
        try (Claim claim = ports.log().claim(ticket)) {
            return drive(claim, due);
        } catch (ChunkFailedException | TargetLostException | IOException e) {
            stop.check();
            LOG.log(Level.WARNING, () -> "replay %s: claimed anew after: %s".formatted(ticket.replayId(), e), e);
            if (due != null && !(e instanceof ChunkFailedException)) {
                inVain++;
            } else if (e instanceof TargetLostException && ++losses > PATIENCE) {
                broken = Ending.of(ReplayOutcome.FAILED, ErrorCode.TARGET_FAILED + ": " + e.getMessage());
            } else if (e instanceof IOException) {
                storeAway();
            } else if (e instanceof ChunkFailedException && due == null) {
                nothingCommitted();
            }
            return null;
        } catch (ClaimLostException | StoppedException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError e) {
            stop.check();
            LOG.log(Level.ERROR, () -> "replay %s: broke".formatted(ticket.replayId()), e);
            if (due != null && inVain < PATIENCE_TO_END) {
                inVain = PATIENCE_TO_END;
            } else {
                broken = Ending.of(ReplayOutcome.FAILED, reason(e));
            }
            return null;
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof TargetRefusedException
                ? ErrorCode.TARGET_FAILED + ": " + failure.getMessage()
                : "INTERNAL: " + failure.getClass().getSimpleName();
    }

    /** How it is to end, wherever it stands; null where it goes on, or is to pause. */
    private @Nullable Ending due() {
        if (broken != null) {
            return broken;
        }
        return stop.wish() instanceof Wish.Cancel(String reason) ? Ending.of(ReplayOutcome.CANCELLED, reason) : null;
    }

    private boolean waits() {
        return storeAwaySince != null && failures >= IN_PLACE && due() == null;
    }

    /** A store that stays away holds a replay no longer than the replay may take. */
    private void storeAway() {
        Instant now = ports.clock().instant();
        if (storeAwaySince == null) {
            storeAwaySince = now;
        } else if (Duration.between(storeAwaySince, now).compareTo(longest) > 0) {
            broken = Ending.of(
                    ReplayOutcome.HALTED,
                    ErrorCode.LIMIT_EXCEEDED + ": the store cannot be read for longer than the replay may take");
        }
    }

    /** A chunk that fails again and again holds its thread, and the replays behind it, no longer than the replay may take. */
    private void nothingCommitted() {
        Instant now = ports.clock().instant();
        if (nothingCommittedSince == null) {
            nothingCommittedSince = now;
        } else if (reached >= 0 && Duration.between(nothingCommittedSince, now).compareTo(longest) > 0) {
            broken = Ending.of(
                    ReplayOutcome.HALTED,
                    ErrorCode.LIMIT_EXCEEDED + ": nothing could be committed for longer than the replay may take");
        }
    }

    private Rest drive(Claim claim, @Nullable Ending due) throws IOException {
        ReplayCheckpoint before = claim.checkpoint();
        longest = Duration.ofMillis(before.getAccepted().getEnvironment().getMaxDurationMillis());
        long scanned = before.getPositions().stream()
                .mapToLong(LanePosition::getScanned)
                .sum();
        if (scanned > reached) {
            reached = scanned;
            failures = 0;
            losses = 0;
            storeAwaySince = null;
            nothingCommittedSince = null;
        }
        if (before.getState().equals(FINISHED)) {
            return Rest.ENDED;
        }
        ClaimedReplay replay = new ClaimedReplay(ticket, ports, stop, claim);
        if (due == null) {
            return replay.goOn();
        }
        return inVain < PATIENCE_TO_END ? replay.end(due) : replay.endUnasked(due);
    }
}
