package io.byteor.runner.progress;

import io.byteor.runner.replay.ReplayRun;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * How the replays of this runner stand, and tells it: each time of those that run, now and then of those that are paused, once of
 * those that have ended. Holds nothing of what is not here. Noting is thread-safe; telling belongs to one thread.
 */
public final class ProgressFeed {
    /** A paused replay is told this rarely, so that who begins to watch still hears of it. */
    private static final int PAUSED_EVERY = 30;

    private final ProgressSink sink;
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private long times;

    public ProgressFeed(ProgressSink sink) {
        this.sink = sink;
    }

    /** Notes how a replay stands. */
    public void note(ReplayCheckpoint checkpoint) {
        tracks.computeIfAbsent(checkpoint.getReplayId(), _ -> new Track(checkpoint))
                .note(checkpoint);
    }

    /**
     * Tells what there is to tell.
     *
     * @param here whether a replay is still this runner's
     */
    public void tell(Predicate<String> here, Instant now) {
        times++;
        for (String replayId : List.copyOf(tracks.keySet())) {
            Track track = tracks.get(replayId);
            if (track == null) {
                continue;
            }
            String state = track.state();
            if (state.equals(ReplayRun.FINISHED)) {
                forget(replayId);
                sink.tell(track.told(now));
            } else if (!here.test(replayId)) {
                forget(replayId);
            } else if (!state.equals(told.put(replayId, state)) || isDue(state)) {
                sink.tell(track.told(now));
            }
        }
    }

    private void forget(String replayId) {
        tracks.remove(replayId);
        told.remove(replayId);
    }

    private boolean isDue(String state) {
        return !state.equals(ReplayRun.PAUSED) || times % PAUSED_EVERY == 0;
    }
}
