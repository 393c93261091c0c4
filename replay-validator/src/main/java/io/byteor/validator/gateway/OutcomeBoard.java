package io.byteor.validator.gateway;

import io.byteor.schemas.event.CommandOutcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The latest outcomes, and whoever waits for one. Bounded: the oldest outcome makes room. Every gateway is told of all outcomes and
 * asked for few, so each is kept as it was told and read when somebody asks. Thread-safe.
 */
public final class OutcomeBoard {
    private final Map<String, Supplier<Optional<CommandOutcome>>> latest;
    private final Map<String, CompletableFuture<CommandOutcome>> awaited = new ConcurrentHashMap<>();

    /** @param remembered most outcomes that are kept */
    public OutcomeBoard(int remembered) {
        this.latest = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Supplier<Optional<CommandOutcome>>> eldest) {
                return size() > remembered;
            }
        };
    }

    /** @param outcome reads it; empty where it is none, or that of another command */
    public void post(String commandId, Supplier<Optional<CommandOutcome>> outcome) {
        synchronized (latest) {
            latest.put(commandId, outcome);
        }
        CompletableFuture<CommandOutcome> waiting = awaited.get(commandId);
        if (waiting != null) {
            outcome.get().ifPresent(waiting::complete);
        }
    }

    public Optional<CommandOutcome> find(String commandId) {
        Supplier<Optional<CommandOutcome>> outcome;
        synchronized (latest) {
            outcome = latest.get(commandId);
        }
        return outcome == null ? Optional.empty() : outcome.get();
    }

    /** Does something that causes an outcome, and waits for it; empty where it does not come in time. */
    public Optional<CommandOutcome> after(String commandId, Runnable cause, Duration patience)
            throws InterruptedException {
        CompletableFuture<CommandOutcome> waiting = awaited.computeIfAbsent(commandId, _ -> new CompletableFuture<>());
        try {
            cause.run();
            return Optional.of(waiting.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes are only ever posted", e);
        } finally {
            awaited.remove(commandId, waiting);
        }
    }
}
