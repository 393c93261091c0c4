package io.byteor.e2e.stage;

import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Several systems for all plays, side by side: each play has one of them to itself, and waits while all are taken. A system that was
 * played on is preferred to one that would have to start. Thread-safe; closing stops them.
 */
public final class SideStages implements Stage, AutoCloseable {
    private final List<SharedStage> stages;
    private final BlockingDeque<SharedStage> free;

    public SideStages(List<SharedStage> stages) {
        this.stages = List.copyOf(stages);
        this.free = new LinkedBlockingDeque<>(stages);
    }

    @Override
    public <T> T play(Needs needs, Play<T> play) throws Exception {
        SharedStage stage = free.takeFirst();
        try {
            return stage.play(needs, play);
        } finally {
            free.putFirst(stage);
        }
    }

    /** All at once, each even when another fails. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(stages.stream()
                            .map(stage -> CompletableFuture.runAsync(stage::close, threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }
}
