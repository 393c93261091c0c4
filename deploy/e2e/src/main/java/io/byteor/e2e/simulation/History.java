package io.byteor.e2e.simulation;

import io.byteor.e2e.replay.Acceptance;
import io.byteor.runner.control.Rest;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.control.Wish;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.RunnerPorts;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One history: a dry-run and two executes that overlap, driven to their ends by one runner after another through whatever
 * strikes. Runs on the thread that asks for it.
 */
final class History implements Steps {
    static final String DRY_RUN = "dry-run";
    static final String FIRST = "execute-1";
    static final String SECOND = "execute-2";
    private static final Wish PAUSE = new Wish.Pause("to look first");
    private static final Wish CANCEL = new Wish.Cancel("enough");
    private static final Fault[] WITHOUT_CANCEL = {
        Fault.CRASH, Fault.REVOKED, Fault.TAKEN_OVER, Fault.INTERLEAVED, Fault.PAUSED
    };
    private static final Fault[] WITH_CANCEL = {
        Fault.CRASH, Fault.REVOKED, Fault.TAKEN_OVER, Fault.INTERLEAVED, Fault.PAUSED, Fault.CANCELLED
    };
    private static final double NO_ERROR = 0;
    private static final int DEEPEST = 3;
    /** A history that needs more is one that does not end. */
    private static final int MOST_RUNS = 200;

    private final Schedule schedule;
    private final Broker broker;
    private final Outside outside;
    private final Hook hook;
    private final OtherCluster other;
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final List<Owner> active = new ArrayList<>();
    private final Fault[] anywhere;
    private final Map<String, ReplayTicket> tickets = new LinkedHashMap<>();
    private final ChunkLimits limits;
    private final long bound;
    private int runs;
    private int owners;

    History(Scene scene, long seed) {
        this.schedule = new Schedule(seed);
        this.broker = new Broker(schedule, this);
        this.outside = new Outside(scene, schedule, this);
        this.hook = new Hook(schedule, this, scene.reach() == Scene.Reach.ALL);
        this.other = new OtherCluster(schedule, this);
        this.anywhere = schedule.pick(2) == 0 ? WITH_CANCEL : WITHOUT_CANCEL;
        this.limits = new ChunkLimits(1 + schedule.pick(12), Duration.ofMillis(100), Duration.ofSeconds(1));
        this.bound = schedule.pick(20);
        admit(scene, DRY_RUN, Mode.DRY_RUN, Selection.newBuilder().build());
        admit(
                scene,
                FIRST,
                Mode.EXECUTE,
                Selection.newBuilder().setToSequence(bound).build());
        admit(
                scene,
                SECOND,
                Mode.EXECUTE,
                Selection.newBuilder().setFromSequence(bound / 2).build());
    }

    private void admit(Scene scene, String replayId, Mode mode, Selection selection) {
        ReplayAccepted accepted = Acceptance.of(
                replayId, scene.bundle().captured(), mode, selection, null, Long.MAX_VALUE, List.of(Scene.TARGET));
        accepted = ReplayAccepted.newBuilder(accepted)
                .setTargets(Stream.concat(accepted.getTargets().stream(), scene.addresses().stream())
                        .toList())
                .build();
        if (mode == Mode.EXECUTE && schedule.pick(4) == 0) {
            accepted = ReplayAccepted.newBuilder(accepted)
                    .setRequest(ReplayRequested.newBuilder(accepted.getRequest())
                            .setWarmUp(NO_ERROR)
                            .build())
                    .build();
        }
        broker.admit(accepted);
        tickets.put(replayId, ReplayTicket.of(accepted, 0));
    }

    /** Lets it happen. */
    History play() {
        for (ReplayTicket ticket : tickets.values()) {
            while (!broker.finished(ticket.replayId())) {
                drive(ticket, 0);
                resume(ticket);
            }
        }
        if (broker.actions.stream().anyMatch(action -> "the replay was to end".equals(action.getReason()))) {
            schedule.pass(Turn.LISTED_AT_THE_END);
        }
        return this;
    }

    /** Sooner or later; until then, a paused replay may change hands. */
    private void resume(ReplayTicket ticket) {
        if (wish(ticket) instanceof Wish.Pause && schedule.pick(2) == 0) {
            schedule.strike(Fault.RESUMED);
            wishes.remove(ticket.replayId());
        }
    }

    private Wish wish(ReplayTicket ticket) {
        return wishes.getOrDefault(ticket.replayId(), Wish.RUN);
    }

    /** Whoever drives the replay hears of it, whether or not it still owns it. A cancel stays. */
    private void turn(ReplayTicket ticket, Wish wanted) {
        if (wish(ticket) instanceof Wish.Cancel) {
            return;
        }
        wishes.put(ticket.replayId(), wanted);
        if (wanted instanceof Wish.Pause) {
            paused.add(ticket.replayId());
        }
        for (Owner owner : active) {
            if (owner.ticket().equals(ticket)) {
                owner.stop().turn(wanted);
            }
        }
    }

    private void drive(ReplayTicket ticket, int depth) {
        Owner owner = new Owner(ticket, new StopSignal(), depth);
        owner.stop().turn(wish(ticket));
        active.add(owner);
        RunnerPorts ports = new RunnerPorts(
                _ -> broker.claim(owner),
                outside.desk(owner),
                outside.cluster(owner),
                (sender, target, _) -> target.equals(Scene.OTHER) ? other.open(owner, sender) : hook.outlet(owner),
                outside.store(owner),
                new Recoveries(schedule),
                limits,
                schedule,
                "runner-" + owners++);
        try {
            run(owner, ports);
        } catch (CrashError _) {
            // Whoever drives it next goes on behind what was committed.
        } finally {
            active.remove(owner);
        }
    }

    /** What a process has lost to another it claims back later, unless it was told to stop. */
    private void run(Owner owner, RunnerPorts ports) {
        while (true) {
            if (++runs > MOST_RUNS) {
                throw new IllegalStateException("the history does not end");
            }
            try {
                ReplayRun run = new ReplayRun(owner.ticket(), ports, owner.stop(), Duration.ZERO);
                while (run.run() == Rest.WAITING) {
                    schedule.pass(Turn.WAITED);
                }
                return;
            } catch (ClaimLostException _) {
                if (owner.stop().requested() || schedule.pick(2) == 0) {
                    return;
                }
                schedule.pass(Turn.CLAIMED_BACK);
            }
        }
    }

    @Override
    public void step(Owner owner, String name) {
        Fault fault = schedule.draw(owner.ticket().replayId() + " " + name, anywhere);
        switch (fault) {
            case CRASH -> throw new CrashError();
            case REVOKED -> owner.stop().request();
            case PAUSED -> turn(owner.ticket(), PAUSE);
            case CANCELLED -> turn(owner.ticket(), CANCEL);
            case TAKEN_OVER -> other(owner.ticket(), owner);
            case INTERLEAVED -> other(ticket(owner.ticket().executes() ? DRY_RUN : FIRST), owner);
            case null, default -> {}
        }
    }

    private ReplayTicket ticket(String replayId) {
        return Objects.requireNonNull(tickets.get(replayId), replayId);
    }

    private void other(ReplayTicket ticket, Owner waiting) {
        if (waiting.depth() < DEEPEST && !broker.finished(ticket.replayId())) {
            drive(ticket, waiting.depth() + 1);
        }
    }

    /** Whether one of the executes that came to their end selects the sequence. */
    boolean executed(long sequence, boolean first, boolean second) {
        return (first && sequence <= bound) || (second && sequence >= bound / 2);
    }

    /** Whether somebody wanted the replay to end. */
    boolean cancelled(String replayId) {
        return wishes.get(replayId) instanceof Wish.Cancel;
    }

    /** Whether somebody wanted the replay to pause. */
    boolean paused(String replayId) {
        return paused.contains(replayId);
    }

    Hook hook() {
        return hook;
    }

    OtherCluster other() {
        return other;
    }

    Broker broker() {
        return broker;
    }

    Schedule schedule() {
        return schedule;
    }

    Outside outside() {
        return outside;
    }
}
