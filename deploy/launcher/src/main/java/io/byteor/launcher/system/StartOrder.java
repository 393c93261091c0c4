package io.byteor.launcher.system;

import io.byteor.launcher.LaunchFailure;
import io.byteor.launcher.part.Part;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs one task per part, each as soon as the tasks of all that the part needs are done. */
final class StartOrder {
    private StartOrder() {}

    /**
     * Returns when all tasks are done, or, by the exception of the first that failed, at once; tasks under way then go on
     * until they notice.
     */
    static void run(Set<Part> parts, Consumer<Part> task) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        Map<Part, CompletableFuture<Void>> done = new EnumMap<>(Part.class);
        for (Part part : EnumSet.copyOf(parts)) { // in declared order: needs come first
            CompletableFuture<?>[] needs = part.needs().stream()
                    .map(need -> Objects.requireNonNull(done.get(need)))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> one = CompletableFuture.allOf(needs).thenRunAsync(() -> task.accept(part), threads);
            done.put(part, one.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    outcome.completeExceptionally(failure);
                }
            }));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(done.values().toArray(CompletableFuture<?>[]::new));
        all.thenRun(() -> outcome.complete(null)).exceptionally(failure -> null);
        try {
            outcome.join();
        } catch (CompletionException failure) {
            throw unwrapped(failure);
        } finally {
            threads.shutdown();
        }
    }

    private static RuntimeException unwrapped(CompletionException failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known ? known : new LaunchFailure(String.valueOf(cause), cause);
    }
}
