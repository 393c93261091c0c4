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
import java.util.Set;

/**
 * Runs the replays of the partitions that this runner owns. A replay is handed in as often as one likes: it runs once at a
 * time, and a finished one ends at once. What is lost to another runner, or fails to be driven at all, is tried again as long
 * as its partition is ours. One that is paused or waits takes no thread: it is driven again when something else is wanted, and one
 * that waits also after a while. Thread-safe; no method but {@link #revoked} and {@link #close} waits.
 */
public final class ReplayDispatcher implements WishBoard.Watcher, AutoCloseable {
    private static final Logger LOG = System.getLogger(ReplayDispatcher.class.getName());

    private final Backlog backlog;
    private final Drive.Source drives;
    private final Wishes wishes;
    private final Duration again;
    private final Crew crew;
    private final Clockwork clockwork = new Clockwork();
    private final Set<Integer> partitions = new HashSet<>();
    private final Map<String, ReplayTask> tasks = new HashMap<>();
    private final Lines lines = new Lines();
    private final Map<ReplayTask, Runnable> queued = new HashMap<>();

    /**
     * @param slots how many dry-runs, and how many executes of different root bundles, run at once
     * @param again after what time a replay is tried again that was lost, or waits
     */
    public ReplayDispatcher(Backlog backlog, Drive.Source drives, Wishes wishes, int slots, Duration again) {
        this.backlog = backlog;
        this.drives = drives;
        this.wishes = wishes;
        this.again = again;
        this.crew = new Crew(slots);
    }

    /** The partition is ours from now on, with all that is unfinished in it. */
    public synchronized void assigned(int partition) {
        partitions.add(partition);
        clockwork.later(() -> readBacklog(partition), Duration.ZERO);
    }

    /** Takes a replay; does nothing where its partition is not ours or it is here already. */
    public synchronized void submit(ReplayTicket ticket) {
        if (!partitions.contains(ticket.partition())) {
            return;
        }
        ReplayTask here = tasks.get(ticket.replayId());
        if (here != null) {
            if (here.stopping()) {
                clockwork.later(() -> submit(ticket), again);
            }
            return;
        }
        ReplayTask task = new ReplayTask(ticket, drives);
        tasks.put(ticket.replayId(), task);
        lines.add(task);
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
                    if (takeBack(task) || !lines.of(task).drives(task)) {
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
        clockwork.close();
        Set<Integer> all;
        synchronized (this) {
            all = Set.copyOf(partitions);
        }
        revoked(all, Duration.ofSeconds(5));
        crew.close();
    }

    /** Has the next of the ticket's line driven, if it is anybody's turn. */
    private void advance(ReplayTicket ticket) {
        ReplayTask next = lines.next(ticket, wishes);
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
            rest = task.run();
        } catch (ClaimLostException e) {
            LOG.log(Level.INFO, "replay {0}: taken over by another runner", ticket.replayId());
            clockwork.later(() -> submit(ticket), again);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, () -> "replay %s: could not be driven".formatted(ticket.replayId()), e);
            clockwork.later(() -> submit(ticket), again);
        } finally {
            rested(task, rest);
        }
    }

    private synchronized void rested(ReplayTask task, Rest rest) {
        if (task.stopping() || !(rest == Rest.PAUSED || rest == Rest.WAITING)) {
            drop(task);
            return;
        }
        task.park(rest);
        task.turn(task.ticket().wish(wishes));
        lines.of(task).rest(task);
        advance(task.ticket());
        if (rest == Rest.WAITING) {
            clockwork.later(() -> wake(task), again);
        }
    }

    private synchronized void wake(ReplayTask task) {
        task.wake();
        advance(task.ticket());
    }

    private void drop(ReplayTask task) {
        tasks.remove(task.ticket().replayId());
        lines.remove(task);
        advance(task.ticket());
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
            clockwork.later(() -> readBacklog(partition), again);
        }
    }
}
