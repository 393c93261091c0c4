package io.byteor.runner.target;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ResolvedTarget;
import io.byteor.schemas.target.TargetAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ways out of one execute, and what waits to go out on them. What remembers is sent to first: what does not, after it was
 * written down. Belongs to one thread.
 */
public final class Departures implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Departures.class.getName());

    private final Map<String, Outlet> outlets = new LinkedHashMap<>();
    private final Map<String, List<Parcel>> waiting = new HashMap<>();
    private boolean knowing = true;

    private Departures() {}

    /** Opens a way to each target of the plan that lies beyond our own cluster; all or none. */
    public static Departures open(ReplayPlan plan, ReplayCheckpoint before, Outlets outlets) {
        Departures departures = new Departures();
        try {
            for (String target : plan.executes() ? plan.pipeline().spec().targets() : List.<String>of()) {
                if (plan.targets().get(target) instanceof TargetAddress.Remote address) {
                    departures.open(target, address, before, outlets);
                }
            }
            return departures;
        } catch (RuntimeException e) {
            departures.close();
            throw e;
        }
    }

    /**
     * Opens the ways to targets that remember, of a replay that is to end: to learn what stands there. One that is refused is left
     * out.
     *
     * @throws TargetLostException if a target does not answer now
     */
    public static Departures toAsk(ReplayCheckpoint before, Outlets outlets) {
        Departures departures = new Departures();
        try {
            for (ResolvedTarget target : before.getAccepted().getTargets()) {
                departures.openToAsk(target, before, outlets);
            }
            return departures;
        } catch (RuntimeException e) {
            departures.close();
            throw e;
        }
    }

    private void openToAsk(ResolvedTarget target, ReplayCheckpoint before, Outlets outlets) {
        try {
            if (TargetAddress.resolved(target.getName(), target.getAddress())
                    instanceof TargetAddress.ClusterTopic address) {
                open(target.getName(), address, before, outlets);
            }
        } catch (ByteorException refusal) {
            LOG.log(Level.WARNING, () -> "what stands at %s is not known".formatted(target.getName()), refusal);
            knowing = false;
        }
    }

    private void open(String target, TargetAddress.Remote address, ReplayCheckpoint before, Outlets outlets) {
        Outlets.Sender sender = new Outlets.Sender(
                before.getReplayId(),
                before.getRootBundleId(),
                before.getPositions().stream()
                        .collect(Collectors.toMap(LanePosition::getLane, LanePosition::getNextSequence)));
        this.outlets.put(target, outlets.open(sender, target, address));
    }

    /** Whether a target can be asked later what has been applied. */
    public boolean remembering() {
        return outlets.values().stream().anyMatch(Outlet::remembers);
    }

    /** Whether all targets could be asked that remember. */
    public boolean knowing() {
        return knowing;
    }

    /**
     * How many effects of this replay stand at targets that remember, at or behind the given places.
     *
     * @param next by lane the sequence that comes next
     */
    public long standing(Map<String, Long> next) {
        return outlets.values().stream()
                .mapToLong(outlet -> outlet.applied().sequencesAhead(next))
                .sum();
    }

    /** Whether nothing of this execute goes beyond our own cluster. */
    public boolean none() {
        return outlets.isEmpty();
    }

    /** The way to a target; null where it lies on our own cluster. */
    public @Nullable Outlet to(String target) {
        return outlets.get(target);
    }

    /** What other replays of the root bundle have applied, as the targets remember it. */
    public boolean appliedElsewhere(EffectPlace place, long sequence) {
        Outlet outlet = outlets.get(place.target());
        return outlet != null && outlet.appliedElsewhere().contains(place, sequence);
    }

    public void add(Parcel parcel) {
        waiting.computeIfAbsent(parcel.place().target(), _ -> new ArrayList<>()).add(parcel);
    }

    /** How long one of the targets asks to be left alone; never negative. */
    public Duration readyIn() {
        return outlets.values().stream()
                .map(Outlet::readyIn)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Whether as much waits as may be sent before it is recorded. */
    public boolean full() {
        for (Map.Entry<String, List<Parcel>> window : waiting.entrySet()) {
            if (window.getValue().size() >= outlet(window.getKey()).window()) {
                return true;
            }
        }
        return false;
    }

    /** What waits for targets that do not remember, to be written down before it is sent. */
    public List<LedgerEntry> forgettable() {
        EffectLedger ledger = new EffectLedger();
        for (Map.Entry<String, List<Parcel>> window : waiting.entrySet()) {
            if (!outlet(window.getKey()).remembers()) {
                window.getValue().forEach(parcel -> ledger.add(parcel.place(), parcel.sequence()));
            }
        }
        return ledger.entries();
    }

    /**
     * Sends what waits for targets that remember, or for the others.
     *
     * @param cancelled as for {@link Outlet#send}
     * @return what became of each parcel, by identity
     */
    public Map<Parcel, Ruling> send(boolean remembering, BooleanSupplier cancelled) throws InterruptedException {
        Map<Parcel, Ruling> outcomes = new IdentityHashMap<>();
        for (Map.Entry<String, Outlet> way : outlets.entrySet()) {
            List<Parcel> window = waiting.getOrDefault(way.getKey(), List.of());
            if (way.getValue().remembers() == remembering && !window.isEmpty()) {
                List<Ruling> rulings = way.getValue().send(window, cancelled);
                for (int i = 0; i < rulings.size(); i++) {
                    outcomes.put(window.get(i), rulings.get(i));
                }
                waiting.remove(way.getKey());
            }
        }
        return outcomes;
    }

    @Override
    public void close() {
        outlets.values().forEach(Outlet::close);
    }

    private Outlet outlet(String target) {
        Outlet outlet = outlets.get(target);
        if (outlet == null) {
            throw new IllegalArgumentException("no way leads to " + target);
        }
        return outlet;
    }
}
