package io.byteor.runner.target;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.walk.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The way to one target beyond our own cluster, for one claim of one replay. Belongs to one thread. */
public interface Outlet extends AutoCloseable {
    /**
     * Whether it can be asked later what has been applied. Where it cannot, what is to be sent is written down before it is sent,
     * and nobody sends it again.
     */
    boolean remembers();

    /** What an earlier claim of this replay has surely applied; empty where the target does not remember. */
    EffectLedger applied();

    /** What other replays of the root bundle have surely applied; empty where the target does not remember. */
    EffectLedger appliedElsewhere();

    /** Most effects that are sent before the outcomes of all of them are recorded. */
    int window();

    /** The largest effect that the target takes, in bytes on the wire as {@link TopicEffect#size} counts them. */
    long largest();

    /** How long the target asks to be left alone, so that no window should begin; never negative. */
    default Duration readyIn() {
        return Duration.ZERO;
    }

    /**
     * Sends a window, effects of one key in their order, and waits for what becomes of them.
     *
     * @param cancelled whether the replay is to end; then nothing more need begin
     * @return what became of each, in order: applied, failed or unknown; skipped where it was cancelled before it began
     * @throws TargetLostException if that is to be found out by a new claim; only where the target remembers
     * @throws InterruptedException if the calling thread is to stop, and what was under way did not come to its end at once: then
     *     what became of it is unknown
     */
    List<Ruling> send(List<Parcel> window, BooleanSupplier cancelled) throws InterruptedException;

    @Override
    void close();
}
