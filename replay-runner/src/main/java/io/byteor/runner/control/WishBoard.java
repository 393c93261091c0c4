package io.byteor.runner.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of replays, as far as it is anything else than that they run; and who has to hear of changes. It holds no more
 * than what is paused or has just been cancelled, since once a replay has ended, what was wanted of it is taken back; and the
 * agents in quarantine. Thread-safe.
 */
public final class WishBoard implements Wishes {
    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();
    private final Map<String, String> quarantines = new ConcurrentHashMap<>();
    private volatile @Nullable Watcher watcher;

    /** Hears of every change, on the thread of whoever posts it. */
    public interface Watcher {
        void turned(String replayId);

        /** For all replays of the agent something else may be wanted than before. */
        void agentTurned(String agentId);
    }

    public void watch(Watcher watching) {
        watcher = watching;
    }

    /** While the agent is in quarantine, its replays keep still, whatever else is wanted but that they end. */
    @Override
    public Wish of(String replayId, String agentId) {
        Wish wish = wishes.getOrDefault(replayId, Wish.RUN);
        return wish instanceof Wish.Run && quarantines.containsValue(agentId)
                ? new Wish.Pause("agent " + agentId + " is in quarantine")
                : wish;
    }

    public void post(String replayId, Wish wish) {
        if (wish instanceof Wish.Run) {
            wishes.remove(replayId);
        } else {
            wishes.put(replayId, wish);
        }
        Watcher told = watcher;
        if (told != null) {
            told.turned(replayId);
        }
    }

    /**
     * Takes down what one case does to an agent; several cases can do so at once.
     *
     * @param agentId in quarantine because of the case; null where the case is settled
     */
    public void quarantine(String caseId, @Nullable String agentId) {
        String before = agentId == null ? quarantines.remove(caseId) : quarantines.put(caseId, agentId);
        String turned = agentId == null ? before : agentId;
        Watcher told = watcher;
        if (told != null && turned != null) {
            told.agentTurned(turned);
        }
    }
}
