package io.byteor.runner.replay;

import io.byteor.runner.control.StoppedException;
import io.byteor.runner.plan.ReplayPlan;
import io.byteor.runner.target.Departures;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.TopicEffect;
import io.byteor.runner.walk.Ruling;
import io.byteor.runner.walk.WalkAction;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ActionKey;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has been decided since the last commit. It is written at once, unless the execute has targets beyond our own cluster:
 * then it all waits for {@link #settle}, so that no transaction is open while an effect is under way. Belongs to one thread.
 */
final class OpenChunk {
    /** What may wait, in bytes, however few effects it is. */
    private static final long MOST_BYTES = 8 << 20;
    /** Of what waits, all but its payload. */
    private static final int APART_FROM_PAYLOAD = 512;

    private final ReplayPlan plan;
    private final ReplayProgress progress;
    private final Claim claim;
    private final Departures departures;
    private final RunnerPorts ports;
    private final BooleanSupplier cancelled;
    private final List<Held> held = new ArrayList<>();
    private @Nullable Parcel departing;
    private long heldBytes;
    private int written;

    /** What waits for a window to be settled. */
    private sealed interface Held {
        record OwnEffect(TopicEffect effect) implements Held {}

        /** @param parcel the effect that it waits for; null where it is decided */
        record Act(WalkAction action, @Nullable Parcel parcel) implements Held {}
    }

    OpenChunk(
            ReplayPlan plan,
            ReplayProgress progress,
            Claim claim,
            Departures departures,
            RunnerPorts ports,
            BooleanSupplier cancelled) {
        this.plan = plan;
        this.progress = progress;
        this.claim = claim;
        this.departures = departures;
        this.ports = ports;
        this.cancelled = cancelled;
    }

    /** Records written, or waiting to be, since the last call. */
    int takeWritten() {
        int taken = written;
        written = 0;
        return taken;
    }

    int written() {
        return written;
    }

    /** Whether the execute has targets beyond our own cluster, for which what is decided waits. */
    boolean departs() {
        return !departures.none();
    }

    /** How long targets ask to be left alone; with that no chunk should begin that is to be sent there. */
    Duration readyIn() {
        return departures.readyIn();
    }

    /** Whether no more may wait. */
    boolean full() {
        return heldBytes >= MOST_BYTES || departures.full();
    }

    /** Takes an effect on our own cluster. */
    void effect(TopicEffect effect) {
        if (departs()) {
            hold(new Held.OwnEffect(effect), effect.value());
        } else {
            claim.effect(effect);
        }
        written++;
    }

    /** Takes an effect beyond it; the next action is that of the effect. */
    void depart(Parcel parcel) {
        departing = parcel;
        departures.add(parcel);
    }

    void action(WalkAction action) {
        if (departs()) {
            hold(new Held.Act(action, departing), action.payload());
            departing = null;
            written++;
        } else {
            record(action, action.decision(), action.reason());
        }
    }

    private void hold(Held next, byte[] payload) {
        held.add(next);
        heldBytes += payload.length + APART_FROM_PAYLOAD;
    }

    /**
     * Sends what waits and writes what became of it. What goes to a target that nobody can ask later is committed as dispatching
     * before it is sent.
     *
     * @throws StoppedException if the replay is to stop meanwhile
     */
    void settle() {
        if (held.isEmpty()) {
            return;
        }
        Map<Parcel, Ruling> outcomes = new IdentityHashMap<>();
        try {
            outcomes.putAll(departures.send(true, cancelled));
            List<LedgerEntry> forgettable = departures.forgettable();
            if (!forgettable.isEmpty()) {
                claim.commit(progress.dispatching(forgettable)
                        .setState(ReplayRun.RUNNING)
                        .setRunner(ports.runner())
                        .setUpdatedAt(now())
                        .build());
                outcomes.putAll(departures.send(false, cancelled));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        held.forEach(next -> write(next, outcomes));
        held.clear();
        heldBytes = 0;
    }

    private void write(Held next, Map<Parcel, Ruling> outcomes) {
        switch (next) {
            case Held.OwnEffect(TopicEffect effect) -> claim.effect(effect);
            case Held.Act(WalkAction action, Parcel parcel)
            when parcel != null -> {
                Ruling ruling = Objects.requireNonNull(outcomes.get(parcel), "an effect without an outcome");
                if (ruling.countsAsApplied()) {
                    progress.ledger().add(parcel.place(), parcel.sequence());
                }
                if (ruling.decision() == ActionDecision.FAILED) {
                    progress.stages().failedAfterAll(action.role(), action.stage());
                }
                record(action, ruling.decision(), ruling.reason());
            }
            case Held.Act(WalkAction action, var _) -> record(action, action.decision(), action.reason());
        }
    }

    private void record(WalkAction action, ActionDecision decision, @Nullable String reason) {
        progress.actions().count(decision, action.target());
        ports.listener().acted(decision);
        long seq = progress.actions().listed();
        if (seq >= plan.listedActions()) {
            return;
        }
        ReplayAction event = new ReplayAction(
                plan.accepted().getReplayId(),
                seq,
                action.role(),
                action.lane(),
                action.stage(),
                action.origin().lane(),
                action.origin().sequence(),
                action.ordinal(),
                action.target(),
                action.toLane(),
                decision.text(),
                reason == null ? null : ActionReason.of(reason),
                ActionKey.of(action.key()),
                ByteBuffer.wrap(Digest.sha256(action.payload())),
                (long) action.payload().length,
                now());
        progress.actions().list(event);
        claim.action(event);
        written++;
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
