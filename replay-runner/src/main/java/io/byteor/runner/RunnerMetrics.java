package io.byteor.runner;

import io.byteor.runner.replay.RunListener;
import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.audit.ReplayOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What replays do, as meters. An action counts when it is decided, so one whose chunk is lost counts again. */
@Singleton
final class RunnerMetrics implements RunListener {
    private final MeterRegistry registry;
    private final Counter scanned;
    private final Counter transactions;
    private final Counter recoveries;
    private final Map<ActionDecision, Counter> actions = new EnumMap<>(ActionDecision.class);
    private final Map<ReplayOutcome, Counter> outcomes = new EnumMap<>(ReplayOutcome.class);

    RunnerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.scanned = Counter.builder("byteor.replay.records.scanned")
                .description("Journal records read")
                .register(registry);
        this.transactions = Counter.builder("byteor.replay.transactions")
                .description("Chunks committed")
                .register(registry);
        this.recoveries = Counter.builder("byteor.replay.recoveries")
                .description("Chunks that failed, after which the replay was claimed anew")
                .register(registry);
        for (ActionDecision decision : ActionDecision.values()) {
            actions.put(
                    decision,
                    Counter.builder("byteor.replay.actions")
                            .description("Actions decided")
                            .tag("decision", decision.text())
                            .register(registry));
        }
        for (ReplayOutcome outcome : ReplayOutcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("byteor.replay.outcomes")
                            .description("Replays ended")
                            .tag("outcome", outcome.text())
                            .register(registry));
        }
    }

    void watch(IntSupplier active) {
        Gauge.builder("byteor.replay.active", active, IntSupplier::getAsInt)
                .description("Replays that run, wait for their turn, or are paused")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void scanned(long records) {
        scanned.increment(records);
    }

    @Override
    public void acted(ActionDecision decision) {
        increment(actions.get(decision));
    }

    @Override
    public void committed() {
        transactions.increment();
    }

    @Override
    public void recovering() {
        recoveries.increment();
    }

    @Override
    public void ended(ReplayOutcome outcome) {
        increment(outcomes.get(outcome));
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
