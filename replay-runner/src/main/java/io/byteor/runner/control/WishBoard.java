package io.byteor.runner.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What is wanted of replays, as far as it is anything else than that they run; and who has to hear of changes. It holds no more
 * than what is paused or has just been cancelled: once a replay has ended, what was wanted of it is taken back. Thread-safe.
 */
public final class WishBoard implements Wishes {
    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    private volatile Consumer<String> watcher = _ -> {};

    /** Has every change told from now on, by its replay id, on the thread of whoever posts it. */
    public void watch(Consumer<String> watching) {
        watcher = watching;
    }

    @Override
    public Wish of(String replayId) {
        return wishes.getOrDefault(replayId, Wish.RUN);
    }

    public void post(String replayId, Wish wish) {
        if (wish instanceof Wish.Run) {
            wishes.remove(replayId);
        } else {
            wishes.put(replayId, wish);
        }
        watcher.accept(replayId);
    }
}
