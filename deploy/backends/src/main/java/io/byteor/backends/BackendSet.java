package io.byteor.backends;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Three backends that were started side by side. */
public final class BackendSet implements Backends {

    private final Broker broker;
    private final Database database;
    private final Registry registry;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BackendSet(Broker broker, Database database, Registry registry, Runnable afterwards) {
        this.broker = broker;
        this.database = database;
        this.registry = registry;
        this.afterwards = afterwards;
    }

    /**
     * Starts the broker beside the database, and the registry as soon as the database is there.
     *
     * @param afterwards run once, when all three are closed or when one did not start
     * @throws BackendFailure of the first that did not start; what did start is closed again
     */
    public static Backends start(
            Supplier<? extends Broker> broker,
            Supplier<? extends Database> database,
            Function<Database, ? extends Registry> registry,
            Runnable afterwards) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Broker> brokerStart = CompletableFuture.supplyAsync(broker::get, threads);
            CompletableFuture<Database> databaseStart = CompletableFuture.supplyAsync(database::get, threads);
            CompletableFuture<Registry> registryStart =
                    databaseStart.thenApplyAsync(started -> registry.apply(started), threads);
            try {
                return new BackendSet(brokerStart.join(), databaseStart.join(), registryStart.join(), afterwards);
            } catch (CompletionException failure) {
                closeStarted(failure, afterwards, registryStart, databaseStart, brokerStart);
                throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
            }
        }
    }

    @SafeVarargs
    private static void closeStarted(
            Throwable reason, Runnable afterwards, CompletableFuture<? extends AutoCloseable>... starts) {
        Deque<AutoCloseable> closings = new ArrayDeque<>();
        for (CompletableFuture<? extends AutoCloseable> start : starts) {
            closings.add(() -> {
                AutoCloseable started = start.exceptionally(failed -> null).join();
                if (started != null) {
                    started.close();
                }
            });
        }
        closings.add(afterwards::run);
        for (AutoCloseable closing : closings) {
            try {
                closing.close();
            } catch (Exception second) {
                reason.addSuppressed(second);
            }
        }
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            AutoCloseable last = afterwards::run;
            // Closed from the last to the first, each even when an earlier one fails.
            try (last;
                    broker;
                    database;
                    registry) {
                // Nothing to do but to close.
            } catch (BackendFailure failure) {
                throw failure;
            } catch (Exception failure) {
                throw new BackendFailure("The backends did not stop: " + failure.getMessage(), failure);
            }
        }
    }
}
