package io.byteor.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.runner.ReplayFixture;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.event.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFeedTest {
    private static final int RECORDS = 400;

    @TempDir
    private Path folder;

    private final List<ReplayProgressed> told = new ArrayList<>();
    private final ProgressFeed feed = new ProgressFeed(told::add);
    private Instant now = ReplayFixture.CAPTURED;
    private ReplayAccepted accepted;

    @BeforeEach
    void accept() throws Exception {
        accepted = ReplayFixture.capture(folder.resolve("bundle"), RECORDS)
                .accepted(
                        Mode.EXECUTE,
                        request -> request.setSelection(
                                Selection.newBuilder().setFromSequence(100L).build()));
    }

    @Test
    void tellsEachSecondHowFarItIsAndHowLongTheRestTakes() {
        stands("running", 0);
        second(true);
        stands("running", 60);
        second(true);
        second(true);

        assertThat(told)
                .extracting(
                        ReplayProgressed::getScanned,
                        ReplayProgressed::getExpected,
                        ReplayProgressed::getEffects,
                        ReplayProgressed::getRate,
                        ReplayProgressed::getRemainingMillis)
                .containsExactly(
                        tuple(0L, 300L, 0L, 0.0, null),
                        tuple(60L, 300L, 6L, 60.0, 4_000L),
                        tuple(60L, 300L, 6L, 30.0, 8_000L));
    }

    @Test
    void tellsOfAPauseAtOnceAndThenNowAndThenOnly() {
        stands("paused", 10);
        for (int i = 0; i < 60; i++) {
            second(true);
        }

        assertThat(told).hasSize(3).extracting(ReplayProgressed::getState).containsOnly("paused");
    }

    @Test
    void tellsOfAnEndOnceAndForgetsIt() {
        stands("running", 10);
        second(true);
        stands("finished", 300);
        second(false);
        second(false);

        assertThat(told).extracting(ReplayProgressed::getState).containsExactly("running", "finished");
    }

    @Test
    void saysNothingMoreOfAReplayThatAnotherRunnerHasTakenOver() {
        stands("running", 10);
        second(true);
        second(false);
        second(true);

        assertThat(told).hasSize(1);
    }

    private void second(boolean here) {
        now = now.plusSeconds(1);
        feed.tell(_ -> here, now);
    }

    private void stands(String state, long scanned) {
        feed.note(ReplayCheckpoint.newBuilder()
                .setReplayId(accepted.getReplayId())
                .setRootBundleId(accepted.getBundle().getRootBundleId())
                .setRevision(1)
                .setState(state)
                .setAccepted(accepted)
                .setRunner("runner-1")
                .setPositions(List.of(new LanePosition("feed", 0, scanned, scanned, scanned, 0L, false)))
                .setActions(scanned / 5)
                .setByDecision(Map.of("applied", scanned / 10, "emitted", scanned / 10))
                .setUpdatedAt(now)
                .build());
    }
}
