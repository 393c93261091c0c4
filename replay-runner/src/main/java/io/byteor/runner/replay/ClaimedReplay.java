package io.byteor.runner.replay;

import io.byteor.runner.audit.AuditAssembly;
import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.TurnedException;
import io.byteor.runner.control.Wish;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.target.Departures;
import io.byteor.runner.target.Preconditions;
import io.byteor.schemas.audit.ReplayOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.StartRequested;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is done for a replay under one claim: it goes on from the claim's checkpoint until it rests. Belongs to one thread. */
final class ClaimedReplay {
    private static final Logger LOG = System.getLogger(ClaimedReplay.class.getName());

    private static final String CANNOT_TELL =
            "what stands on another cluster could not be found out, and actions may be missing";

    private final ReplayTicket ticket;
    private final RunnerPorts ports;
    private final StopSignal stop;
    private final Claim claim;
    private final ReplayCheckpoint before;

    ClaimedReplay(ReplayTicket ticket, RunnerPorts ports, StopSignal stop, Claim claim) {
        this.ticket = ticket;
        this.ports = ports;
        this.stop = stop;
        this.claim = claim;
        this.before = claim.checkpoint();
    }

    /**
     * Runs it, or has it pause.
     *
     * @throws IOException where the store cannot be read now
     */
    Rest goOn() throws IOException {
        if (stop.wish() instanceof Wish.Pause(String reason)) {
            return pause(untouched(), reason);
        }
        ReplayPlan plan;
        ReplayBundle bundle;
        Preconditions ready;
        Departures departures;
        try {
            bundle = bundle();
            plan = ReplayPlan.of(before.getAccepted(), bundle.spec());
            ready = Preconditions.of(plan, ports.cluster());
            departures = Departures.open(plan, before, ports.outlets());
        } catch (ByteorException refusal) {
            return end(Ending.of(refusal, null));
        }
        try (departures) {
            return carryOut(plan, bundle, new Recorder.Ways(ready.largestRecords(), departures));
        }
    }

    /**
     * Ends it where it stands, once it is listed what stands on other clusters.
     *
     * @throws IOException where that takes the store, and it cannot be read now
     */
    Rest end(Ending ending) throws IOException {
        if (!before.getStartAsked()) {
            return end(untouched(), ending);
        }
        try (Departures departures = Departures.toAsk(before, ports.outlets())) {
            Ending noted = departures.knowing() ? ending : ending.noting(CANNOT_TELL);
            ReplayPlan plan;
            ReplayBundle bundle;
            long standing = departures.standing(next());
            if (standing == 0) {
                return end(untouched(), noted);
            }
            try {
                bundle = bundle();
                plan = ReplayPlan.of(before.getAccepted(), bundle.spec());
            } catch (ByteorException _) {
                return end(untouched(), Remainder.noting(noted, standing));
            }
            ReplayProgress progress = new ReplayProgress(plan, before);
            return end(plan, progress, new Recorder.Ways(Map.of(), departures), bundle, noted);
        }
    }

    /** Ends it where it stands, whatever stands on other clusters. */
    Rest endUnasked(Ending ending) {
        return end(untouched(), before.getStartAsked() ? ending.noting(CANNOT_TELL) : ending);
    }

    private ReplayBundle bundle() throws IOException {
        return ReplayBundle.open(
                ports.artifacts(),
                Digest.parse(before.getAccepted().getRequest().getBundleId()));
    }

    private Map<String, Long> next() {
        return before.getPositions().stream()
                .collect(Collectors.toMap(LanePosition::getLane, LanePosition::getNextSequence));
    }

    private Rest carryOut(ReplayPlan plan, ReplayBundle bundle, Recorder.Ways ways) throws IOException {
        ReplayProgress progress = new ReplayProgress(plan, before);
        progress.resume(now());
        Ending ending;
        try {
            ending = begin(plan, progress, ways, bundle);
        } catch (TurnedException turned) {
            switch (turned.wish()) {
                case Wish.Pause(String reason) -> {
                    return pause(progress.checkpoint(), reason);
                }
                case Wish.Cancel(String reason) -> ending = Ending.of(ReplayOutcome.CANCELLED, reason);
                case Wish.Run _ -> throw new IllegalStateException("that it runs is no turn", turned);
            }
        }
        return end(plan, progress, ways, bundle, ending);
    }

    private Rest end(ReplayPlan plan, ReplayProgress progress, Recorder.Ways ways, ReplayBundle bundle, Ending ending)
            throws IOException {
        Recorder recorder = new Recorder(plan, progress, claim, ways, ports, stop::cancelled);
        Ending told = new Remainder(plan, progress, recorder, ports.listener(), stop).list(bundle, ending);
        return end(progress.checkpoint(), told);
    }

    private Ending begin(ReplayPlan plan, ReplayProgress progress, Recorder.Ways ways, ReplayBundle bundle)
            throws IOException {
        if (ways.departures().remembering() && progress.startAsked()) {
            confirm(progress);
        }
        if (plan.executes() && !progress.granted()) {
            StartDesk.Answer answer = askToStart(progress, plan.accepted());
            if (answer instanceof StartDesk.Answer.Refused refused) {
                return Ending.of(ReplayOutcome.REFUSED, refused.reason());
            }
            progress.grant();
        }
        progress.start(now());
        Recorder recorder = new Recorder(plan, progress, claim, ways, ports, stop::cancelled);
        return new ChunkCutter(plan, progress, claim, recorder, ports, stop).drive(bundle);
    }

    /**
     * Makes sure that nobody has taken the replay over since it was claimed: who had would be shut out by now from the targets that
     * remember, and what is recorded here of their effects they need not remember any more.
     */
    private void confirm(ReplayProgress progress) {
        claim.commit(stamped(progress.checkpoint(), progress.granted() ? ReplayRun.RUNNING : ReplayRun.ADMITTED)
                .setRevision(before.getRevision())
                .build());
    }

    /** Asks once, and waits for the one answer with no chunk open. */
    private StartDesk.Answer askToStart(ReplayProgress progress, ReplayAccepted accepted) {
        if (!progress.startAsked()) {
            String startKey = Objects.requireNonNullElse(accepted.getStartKey(), ticket.replayId());
            claim.askToStart(new StartRequested(
                    startKey, ticket.replayId(), accepted.getApproval().getApprovalId(), ports.runner(), now()));
            progress.askedToStart();
            claim.commit(stamped(progress.checkpoint(), ReplayRun.ADMITTED).build());
        }
        return ports.startDesk().await(ticket, stop);
    }

    /** Has it keep still, and with that commits what is open. */
    private Rest pause(ReplayCheckpoint.Builder last, String reason) {
        if (last.getPausedAt() == null) {
            last.setPausedAt(now());
            claim.commit(stamped(last, ReplayRun.PAUSED).setReason(reason).build());
        }
        LOG.log(Level.INFO, "replay {0}: paused", ticket.replayId());
        return Rest.PAUSED;
    }

    private Rest end(ReplayCheckpoint.Builder last, Ending ending) {
        ReplayCheckpoint finished = stamped(last, ReplayRun.FINISHED)
                .setPausedAt(null)
                .setOutcome(ending.outcome().text())
                .setReason(inDoubt(ending, last.getDispatching()).reason())
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

    private ReplayCheckpoint.Builder untouched() {
        return ReplayCheckpoint.newBuilder(before).setRevision(before.getRevision() + 1);
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Effects that were under way when a runner was lost are listed as unknown only once they are walked again. */
    private static Ending inDoubt(Ending ending, List<LedgerEntry> underWay) {
        long effects = EffectLedger.of(underWay).sequences();
        return effects == 0
                ? ending
                : ending.noting(
                        effects + " effects were under way when a runner was lost, and what became of them is unknown");
    }
}
