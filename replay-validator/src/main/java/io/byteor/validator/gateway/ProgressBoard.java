package io.byteor.validator.gateway;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayProgressed;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far replays have come, as their runners tell it. Bounded: what was told of longest ago makes room. Thread-safe. */
public final class ProgressBoard {
    private final Map<String, ReplayProgressed> latest;

    /** @param remembered most replays that are kept */
    public ProgressBoard(int remembered) {
        this.latest = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ReplayProgressed> eldest) {
                return size() > remembered;
            }
        };
    }

    /** What was told later stands, in whatever order it comes: two runners can tell of one replay when it changes hands. */
    public synchronized void post(ReplayProgressed progress) {
        ReplayProgressed before = latest.get(progress.getReplayId());
        if (before == null || !progress.getAt().isBefore(before.getAt())) {
            latest.remove(progress.getReplayId());
            latest.put(progress.getReplayId(), progress);
        }
    }

    /**
     * What was told last.
     *
     * @throws ByteorException REPLAY_NOT_FOUND where nothing has come by of late, FORBIDDEN where it runs out of the caller's reach
     */
    public ReplayProgressed get(String replayId, Caller caller) {
        ReplayProgressed progress = find(replayId);
        caller.requireEnvironment(progress.getEnvironment());
        return progress;
    }

    private synchronized ReplayProgressed find(String replayId) {
        ReplayProgressed progress = latest.get(replayId);
        if (progress == null) {
            throw new ByteorException(
                    ErrorCode.REPLAY_NOT_FOUND, "no progress of this replay has come by", "replayId", replayId);
        }
        return progress;
    }
}
