package io.byteor.runner.replay;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Outlets;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.TargetLostException;
import io.byteor.runner.walk.Ruling;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** A target beyond our own cluster, in memory, that outlives claims. One thread at a time. */
final class FakeOutlet implements Outlet {
    static final int WINDOW = 6;

    /** What no handler may take for an ordinary failure. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    final List<String> received = new ArrayList<>();
    Function<Parcel, Ruling> answer = _ -> Ruling.of(ActionDecision.APPLIED);
    Runnable beforeSending = () -> {};
    Supplier<Duration> readyIn = () -> Duration.ZERO;
    int untilDeath = Integer.MAX_VALUE;
    int untilSilence = Integer.MAX_VALUE;

    private final boolean remembers;
    private EffectLedger last = new EffectLedger();
    private String lastReplay = "";
    private String replay = "";

    FakeOutlet(boolean remembers) {
        this.remembers = remembers;
    }

    Outlets outlets() {
        return (sender, _, _) -> {
            replay = sender.replayId();
            return this;
        };
    }

    @Override
    public boolean remembers() {
        return remembers;
    }

    @Override
    public EffectLedger applied() {
        return replay.equals(lastReplay) ? last : new EffectLedger();
    }

    @Override
    public EffectLedger appliedElsewhere() {
        return replay.equals(lastReplay) ? new EffectLedger() : last;
    }

    @Override
    public Duration readyIn() {
        return readyIn.get();
    }

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public long largest() {
        return Long.MAX_VALUE;
    }

    @Override
    public List<Ruling> send(List<Parcel> window, BooleanSupplier cancelled) {
        beforeSending.run();
        EffectLedger sent = new EffectLedger();
        sent.addAll(applied());
        List<Ruling> rulings = new ArrayList<>();
        for (Parcel parcel : window) {
            if (--untilDeath == 0) {
                throw new Death();
            }
            received.add(parcel.provenance().headers().get(ProvenanceHeader.IDEMPOTENCY_KEY));
            sent.add(parcel.place(), parcel.sequence());
            rulings.add(answer.apply(parcel));
        }
        if (remembers) {
            last = sent;
            lastReplay = replay;
        }
        if (--untilSilence == 0) {
            throw new TargetLostException("no answer", new IOException());
        }
        return rulings;
    }

    @Override
    public void close() {}
}
