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

/** The latest outcomes, and whoever waits for one. Bounded: the oldest outcome makes room. Thread-safe. */
public final class OutcomeBoard {
    private final Map<String, CommandOutcome> latest;
    private final Map<String, CompletableFuture<CommandOutcome>> awaited = new ConcurrentHashMap<>();

    /** @param remembered most outcomes that are kept */
    public OutcomeBoard(int remembered) {
        this.latest = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CommandOutcome> eldest) {
                return size() > remembered;
            }
        };
    }

    public void post(CommandOutcome outcome) {
        synchronized (latest) {
            latest.put(outcome.getCommandId(), outcome);
        }
        CompletableFuture<CommandOutcome> waiting = awaited.get(outcome.getCommandId());
        if (waiting != null) {
            waiting.complete(outcome);
        }
    }

    public Optional<CommandOutcome> find(String commandId) {
        synchronized (latest) {
            return Optional.ofNullable(latest.get(commandId));
        }
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
