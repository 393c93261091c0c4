package io.byteor.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.validator.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private static final Caller ANALYST = new Caller(World.APPROVER, Set.of("analyst"), List.of(World.ENVIRONMENT));

    private final ProgressBoard board = new ProgressBoard(2);

    @Test
    void showsWhatWasToldLastInWhateverOrderItComes() {
        board.post(told("one", 20, World.NOON.plusSeconds(2)));
        board.post(told("one", 10, World.NOON.plusSeconds(1)));

        assertThat(board.get("one", ANALYST).getScanned()).isEqualTo(20);
    }

    @Test
    void makesRoomForWhatIsToldOf() {
        board.post(told("one", 1, World.NOON));
        board.post(told("two", 1, World.NOON));
        board.post(told("one", 2, World.NOON.plusSeconds(1)));
        board.post(told("three", 1, World.NOON));

        assertThat(board.get("one", ANALYST).getScanned()).isEqualTo(2);
        assertRefused("two", ANALYST, ErrorCode.REPLAY_NOT_FOUND);
    }

    @Test
    void showsNothingOfOtherEnvironments() {
        board.post(told("one", 1, World.NOON));

        assertRefused("one", new Caller(World.OPERATOR, Set.of("operator"), List.of("other")), ErrorCode.FORBIDDEN);
    }

    private void assertRefused(String replayId, Caller caller, ErrorCode code) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> board.get(replayId, caller))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static ReplayProgressed told(String replayId, long scanned, Instant at) {
        return ReplayProgressed.newBuilder()
                .setReplayId(replayId)
                .setEnvironment(World.ENVIRONMENT)
                .setState("running")
                .setRunner("runner-1")
                .setScanned(scanned)
                .setSelected(scanned)
                .setExpected(100)
                .setActions(0)
                .setEffects(0)
                .setRate(1)
                .setAt(at)
                .build();
    }
}
