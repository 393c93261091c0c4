package io.byteor.runner.dispatch;

import io.byteor.runner.control.Wish;
import io.byteor.runner.control.Wishes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays of which one is driven at a time, in the order they came: the executes of one root bundle, which share a transactional
 * id, or a single dry-run. One that is paused keeps its place. Those behind it do not run before it, but what is wanted of them
 * is taken down meanwhile: that one pauses too, or ends. Belongs to the dispatcher, under its lock.
 */
final class Line {
    private final List<ReplayTask> tasks = new ArrayList<>();
    private @Nullable ReplayTask driven;

    void add(ReplayTask task) {
        tasks.add(task);
    }

    void remove(ReplayTask task) {
        tasks.remove(task);
        rest(task);
    }

    /** The task is not driven any more, but stays. */
    void rest(ReplayTask task) {
        if (driven == task) {
            driven = null;
        }
    }

    /** Whether it was taken to be driven and has not come to rest. */
    boolean drives(ReplayTask task) {
        return driven == task;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Takes the next one to be driven; null where one is, or where all keep still. */
    @Nullable
    ReplayTask next(Wishes wishes) {
        if (driven != null) {
            return null;
        }
        for (ReplayTask task : tasks) {
            boolean first = task == tasks.getFirst();
            if (!task.parked() && (first || settles(wishes, task))) {
                driven = task;
                return task;
            }
        }
        return null;
    }

    private static boolean settles(Wishes wishes, ReplayTask task) {
        return !(task.ticket().wish(wishes) instanceof Wish.Run);
    }
}
