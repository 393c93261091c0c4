package io.byteor.runner.dispatch;

import io.byteor.runner.control.Rest;
import io.byteor.runner.control.Wish;
import io.byteor.runner.control.WishBoard;
import io.byteor.runner.control.Wishes;
import io.byteor.runner.replay.ChunkFailedException;
import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayTicket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the replays of the partitions that this runner owns. A replay is handed in as often as one likes: it runs once at a
 * time, and a finished one ends at once. What is lost to another runner, or fails to be driven at all, is tried again as long
 * as its partition is ours. A paused one takes no thread, and is driven again when something else is wanted. Thread-safe; no
 * method but {@link #revoked} and {@link #close} waits.
 */
public final class ReplayDispatcher implements WishBoard.Watcher, AutoCloseable {
    private static final Logger LOG = System.getLogger(ReplayDispatcher.class.getName());

    private final Backlog backlog;
    private final Drive drive;
    private final Wishes wishes;
    private final Duration again;
    private final Crew crew;
    private final ScheduledExecutorService clockwork;
    private final Set<Integer> partitions = new HashSet<>();
    private final Map<String, ReplayTask> tasks = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<ReplayTask, Runnable> queued = new HashMap<>();

    /**
     * @param slots how many dry-runs, and how many executes of different root bundles, run at once
     * @param again after what time a replay that was lost is tried again
     */
    public ReplayDispatcher(Backlog backlog, Drive drive, Wishes wishes, int slots, Duration again) {
        this.backlog = backlog;
        this.drive = drive;
        this.wishes = wishes;
        this.again = again;
        this.crew = new Crew(slots);
        this.clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("backlog").factory());
    }

    /** The partition is ours from now on, with all that is unfinished in it. */
    public synchronized void assigned(int partition) {
        partitions.add(partition);
        later(() -> readBacklog(partition), Duration.ZERO);
    }

    /** Takes a replay; does nothing where its partition is not ours or it is here already. */
    public synchronized void submit(ReplayTicket ticket) {
        if (!partitions.contains(ticket.partition())) {
            return;
        }
        ReplayTask here = tasks.get(ticket.replayId());
        if (here != null) {
            if (here.stopping()) {
                later(() -> submit(ticket), again);
            }
            return;
        }
        ReplayTask task = new ReplayTask(ticket);
        tasks.put(ticket.replayId(), task);
        lines.computeIfAbsent(lineOf(ticket), _ -> new Line()).add(task);
        advance(ticket);
    }

    /** Something else is wanted of a replay than before. */
    @Override
    public synchronized void turned(String replayId) {
        ReplayTask task = tasks.get(replayId);
        if (task != null) {
            turn(task);
        }
    }

    /** Something else may be wanted of all replays of an agent than before. */
    @Override
    public synchronized void agentTurned(String agentId) {
        List.copyOf(tasks.values()).stream()
                .filter(task -> task.ticket().agentId().equals(agentId))
                .forEach(this::turn);
    }

    private void turn(ReplayTask task) {
        task.turn(task.ticket().wish(wishes));
        if (takeBack(task)) {
            queue(task);
        }
        advance(task.ticket());
    }

    /** The partitions are ours no longer: their replays stop, and are waited for so long. */
    public void revoked(Collection<Integer> lost, Duration patience) {
        List<ReplayTask> stopping = new ArrayList<>();
        synchronized (this) {
            partitions.removeAll(lost);
            for (ReplayTask task : List.copyOf(tasks.values())) {
                if (lost.contains(task.ticket().partition())) {
                    task.stop();
                    if (takeBack(task) || !line(task).drives(task)) {
                        drop(task);
                    } else {
                        stopping.add(task);
                    }
                }
            }
        }
        ReplayTask.awaitRest(stopping, patience);
    }

    /** Whether a replay runs, waits for its turn, or is paused. */
    public synchronized boolean has(String replayId) {
        return tasks.containsKey(replayId);
    }

    /** How many replays run, wait for their turn, or are paused. */
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
        crew.close();
    }

    /** Has the next of the ticket's line driven, if it is anybody's turn. */
    private void advance(ReplayTicket ticket) {
        Line line = lines.get(lineOf(ticket));
        ReplayTask next = line == null ? null : line.next(wishes);
        if (next != null) {
            queue(next);
        }
    }

    private void queue(ReplayTask task) {
        ReplayTicket ticket = task.ticket();
        Wish wish = ticket.wish(wishes);
        Runnable work = () -> run(task, wish);
        queued.put(task, work);
        crew.take(work, ticket.executes(), wish);
    }

    /** Whether the task waited for a thread, and does no more. */
    private boolean takeBack(ReplayTask task) {
        Runnable work = queued.remove(task);
        return work != null && crew.giveBack(work);
    }

    private void run(ReplayTask task, Wish wish) {
        ReplayTicket ticket = task.ticket();
        synchronized (this) {
            queued.remove(task);
            boolean settling = !(wish instanceof Wish.Run);
            task.begin(settling ? wish : ticket.wish(wishes), settling);
        }
        Rest rest = Rest.STOPPED;
        try {
            rest = task.run(drive);
        } catch (ClaimLostException e) {
            LOG.log(Level.INFO, "replay {0}: taken over by another runner", ticket.replayId());
            later(() -> submit(ticket), again);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, () -> "replay %s: could not be driven".formatted(ticket.replayId()), e);
            later(() -> submit(ticket), again);
        } finally {
            rested(task, rest);
        }
    }

    private synchronized void rested(ReplayTask task, Rest rest) {
        if (rest == Rest.PAUSED && !task.stopping()) {
            task.park();
            task.turn(task.ticket().wish(wishes));
            line(task).rest(task);
            advance(task.ticket());
        } else {
            drop(task);
        }
    }

    private void drop(ReplayTask task) {
        ReplayTicket ticket = task.ticket();
        Line line = line(task);
        tasks.remove(ticket.replayId());
        line.remove(task);
        if (line.isEmpty()) {
            lines.remove(lineOf(ticket));
        } else {
            advance(ticket);
        }
        task.finished();
    }

    private Line line(ReplayTask task) {
        return Objects.requireNonNull(lines.get(lineOf(task.ticket())), "a task that is here stands in a line");
    }

    /** Executes of one root bundle share a line; a dry-run has its own. */
    private static String lineOf(ReplayTicket ticket) {
        return ticket.executes() ? "execute " + ticket.rootBundleId() : "dry-run " + ticket.replayId();
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
}
