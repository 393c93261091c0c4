package io.byteor.runner.dispatch;

import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayTicket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the replays of the partitions that this runner owns. A replay is handed in as often as one likes: it runs once at a
 * time, and a finished one ends at once. What is lost to another runner, or fails to be driven at all, is tried again as long
 * as its partition is ours. Thread-safe; no method but {@link #revoked} and {@link #close} waits.
 */
public final class ReplayDispatcher implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ReplayDispatcher.class.getName());

    private final Backlog backlog;
    private final Drive drive;
    private final Duration again;
    private final ExecutorService dryRuns;
    private final ExecutorService executes;
    private final ScheduledExecutorService clockwork;
    private final Set<Integer> partitions = new HashSet<>();
    private final Map<String, ReplayTask> tasks = new HashMap<>();
    private final Map<String, Deque<ReplayTask>> executesByRoot = new HashMap<>();

    /**
     * @param slots how many dry-runs, and how many executes of different root bundles, run at once
     * @param again after what time a replay that was lost is tried again
     */
    public ReplayDispatcher(Backlog backlog, Drive drive, int slots, Duration again) {
        this.backlog = backlog;
        this.drive = drive;
        this.again = again;
        this.dryRuns = Executors.newFixedThreadPool(
                slots, Thread.ofPlatform().name("dry-run-", 0).factory());
        this.executes = Executors.newFixedThreadPool(
                slots, Thread.ofPlatform().name("execute-", 0).factory());
        this.clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("backlog").factory());
    }

    /** The partition is ours from now on, with all that is unfinished in it. */
    public synchronized void assigned(int partition) {
        partitions.add(partition);
        later(() -> readBacklog(partition), Duration.ZERO);
    }

    /** Takes a replay; does nothing where its partition is not ours or it runs already. */
    public synchronized void submit(ReplayTicket ticket) {
        if (!partitions.contains(ticket.partition())) {
            return;
        }
        ReplayTask running = tasks.get(ticket.replayId());
        if (running != null) {
            if (running.stopping()) {
                later(() -> submit(ticket), again);
            }
            return;
        }
        ReplayTask task = new ReplayTask(ticket);
        tasks.put(ticket.replayId(), task);
        if (!ticket.executes()) {
            dryRuns.execute(() -> run(task));
            return;
        }
        Deque<ReplayTask> line = executesByRoot.computeIfAbsent(ticket.rootBundleId(), _ -> new ArrayDeque<>());
        line.add(task);
        if (line.size() == 1) {
            executes.execute(() -> run(task));
        }
    }

    /** The partitions are ours no longer: their replays stop, and are waited for so long. */
    public void revoked(Collection<Integer> lost, Duration patience) {
        List<ReplayTask> stopping = new ArrayList<>();
        synchronized (this) {
            partitions.removeAll(lost);
            for (ReplayTask task : tasks.values()) {
                if (lost.contains(task.ticket().partition())) {
                    stopping.add(task);
                }
            }
        }
        stopping.forEach(ReplayTask::stop);
        awaitRest(stopping, patience);
    }

    /** How many replays run or wait for their turn. */
    public synchronized int active() {
        return tasks.size();
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        Set<Integer> all;
        synchronized (this) {
            all = Set.copyOf(partitions);
        }
        revoked(all, Duration.ofSeconds(5));
        dryRuns.shutdownNow();
        executes.shutdownNow();
    }

    private void run(ReplayTask task) {
        ReplayTicket ticket = task.ticket();
        try {
            task.run(drive);
        } catch (ClaimLostException e) {
            LOG.log(Level.INFO, "replay {0}: taken over by another runner", ticket.replayId());
            later(() -> submit(ticket), again);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "replay %s: could not be driven".formatted(ticket.replayId()), e);
            later(() -> submit(ticket), again);
        } finally {
            finished(task);
        }
    }

    private synchronized void finished(ReplayTask task) {
        ReplayTicket ticket = task.ticket();
        tasks.remove(ticket.replayId());
        if (ticket.executes()) {
            Deque<ReplayTask> line = executesByRoot.get(ticket.rootBundleId());
            if (line != null) {
                line.remove(task);
                if (line.isEmpty()) {
                    executesByRoot.remove(ticket.rootBundleId());
                } else {
                    ReplayTask next = line.getFirst();
                    executes.execute(() -> run(next));
                }
            }
        }
        task.finished();
    }

    private void readBacklog(int partition) {
        synchronized (this) {
            if (!partitions.contains(partition)) {
                return;
            }
        }
        try {
            backlog.unfinished(partition).forEach(this::submit);
        } catch (ChunkFailedException e) {
            LOG.log(Level.WARNING, () -> "the backlog of partition %d cannot be read now: %s".formatted(partition, e));
            later(() -> readBacklog(partition), again);
        }
    }

    private void later(Runnable work, Duration delay) {
        try {
            var _ = clockwork.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.log(Level.DEBUG, "closing; nothing is begun any more");
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the dispatcher failed", e);
        }
    }

    private static void awaitRest(List<ReplayTask> stopping, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (ReplayTask task : stopping) {
                if (!task.awaitRest(until - System.nanoTime())) {
                    LOG.log(
                            Level.WARNING,
                            "replay {0}: still stopping",
                            task.ticket().replayId());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
