package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.runner.ReplayFixture;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
    @TempDir
    private Path folder;

    private final Unfinished unfinished = new Unfinished();

    @Test
    void keepsTheLastCheckpointOfEachReplayUntilItHasEnded() throws Exception {
        ReplayFixture incident = ReplayFixture.capture(folder.resolve("bundle"), 1);
        ReplayAccepted ended = incident.dryRun();
        ReplayAccepted running = incident.dryRun();
        unfinished.accept(checkpoint(ended, 0, ReplayRun.ADMITTED));
        unfinished.accept(checkpoint(running, 0, ReplayRun.ADMITTED));
        unfinished.accept(checkpoint(running, 1, ReplayRun.RUNNING));

        unfinished.accept(checkpoint(ended, 1, ReplayRun.FINISHED));

        assertThat(unfinished.last()).containsExactly(checkpoint(running, 1, ReplayRun.RUNNING));
    }

    private static ReplayCheckpoint checkpoint(ReplayAccepted accepted, long revision, String state) {
        return ReplayCheckpoint.newBuilder()
                .setReplayId(accepted.getReplayId())
                .setRootBundleId(accepted.getBundle().getRootBundleId())
                .setRevision(revision)
                .setState(state)
                .setAccepted(accepted)
                .setRunner("runner")
                .setUpdatedAt(ReplayFixture.CAPTURED)
                .build();
    }
}
