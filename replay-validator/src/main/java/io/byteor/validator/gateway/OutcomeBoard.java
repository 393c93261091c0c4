package io.byteor.validator.gateway;

import io.byteor.schemas.event.CommandOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The latest outcomes, and whoever waits for one. Bounded: the oldest outcome makes room. Every gateway is told of all outcomes and
 * asked for few, so each is kept as it was told and read when somebody asks. Thread-safe.
 */
public final class OutcomeBoard {
    private final RecentBytes latest;
    /** Calls of one command each wait for themselves: one gives up before the other. */
    private final Map<String, Set<CompletableFuture<CommandOutcome>>> awaited = new ConcurrentHashMap<>();
    /** Whoever posts brings it along; until then there is nothing to read. */
    private volatile Reading reading = (_, _) -> Optional.empty();

    /** @param capacity bytes of the outcomes that are kept */
    public OutcomeBoard(int capacity) {
        this.latest = new RecentBytes(capacity);
    }

    /** Reads outcomes. Thread-safe. */
    @FunctionalInterface
    public interface Reading {
        /** The outcome of that command; empty where the bytes are none, or that of another. */
        Optional<CommandOutcome> read(String commandId, byte[] outcome);
    }

    /** From now on what is posted is read so. */
    public void readBy(Reading reads) {
        reading = reads;
    }

    /** @param outcome as it was told */
    public void post(String commandId, byte[] outcome) {
        synchronized (latest) {
            latest.put(commandId, outcome);
        }
        Set<CompletableFuture<CommandOutcome>> waiting = awaited.get(commandId);
        if (waiting != null) {
            reading.read(commandId, outcome).ifPresent(read -> waiting.forEach(call -> call.complete(read)));
        }
    }

    public Optional<CommandOutcome> find(String commandId) {
        Optional<byte[]> outcome;
        synchronized (latest) {
            outcome = latest.find(commandId);
        }
        return outcome.flatMap(it -> reading.read(commandId, it));
    }

    /** Does something that causes an outcome, and waits for it; empty where it does not come in time. */
    public Optional<CommandOutcome> after(String commandId, Runnable cause, Duration patience)
            throws InterruptedException {
        CompletableFuture<CommandOutcome> waiting = new CompletableFuture<>();
        awaited.compute(commandId, (_, calls) -> {
            Set<CompletableFuture<CommandOutcome>> all = calls == null ? ConcurrentHashMap.newKeySet() : calls;
            all.add(waiting);
            return all;
        });
        try {
            cause.run();
            return Optional.of(waiting.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes are only ever posted", e);
        } finally {
            awaited.computeIfPresent(commandId, (_, calls) -> {
                calls.remove(waiting);
                return calls.isEmpty() ? null : calls;
            });
        }
    }
}
