package io.byteor.runner.kafka;

import io.byteor.runner.replay.ReplayRun;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Takes checkpoints in their order and keeps the last one of each replay until it has ended. Not thread-safe. */
final class Unfinished implements Consumer<ReplayCheckpoint> {
    private final Map<String, ReplayCheckpoint> last = new LinkedHashMap<>();

    @Override
    public void accept(ReplayCheckpoint checkpoint) {
        if (checkpoint.getState().equals(ReplayRun.FINISHED)) {
            last.remove(checkpoint.getReplayId());
        } else {
            last.put(checkpoint.getReplayId(), checkpoint);
        }
    }

    Collection<ReplayCheckpoint> last() {
        return last.values();
    }
}
