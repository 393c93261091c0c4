package io.byteor.validator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.validator.World;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final Instant LATER = World.NOON.plusSeconds(60);
    private static final ReplayControl RUNNING = Control.unasked(by(World.OPERATOR, Wanted.RUNNING), World.ENVIRONMENT);

    @ParameterizedTest
    @ValueSource(strings = {World.ENVIRONMENT, "*"})
    void changesWhatIsWantedAndSaysWhoWantsIt(String claim) {
        ReplayControl paused = Control.asked(RUNNING, by(World.APPROVER, Wanted.PAUSED, claim), false, LATER);
        ReplayControl resumed = Control.asked(paused, by(World.OPERATOR, Wanted.RUNNING), false, LATER);

        assertThat(paused.getWanted()).isEqualTo("paused");
        assertThat(paused.getRevision()).isEqualTo(1);
        assertThat(paused.getBy()).isEqualTo(World.APPROVER);
        assertThat(paused.getReason()).isEqualTo("because of pause");
        assertThat(paused.getChangedAt()).isEqualTo(LATER);
        assertThat(resumed.getWanted()).isEqualTo("running");
        assertThat(resumed.getRevision()).isEqualTo(2);
    }

    @Test
    void keepsWhoWasFirstWhereTheSameIsWantedAgain() {
        ReplayControl paused = Control.asked(RUNNING, by(World.APPROVER, Wanted.PAUSED), false, LATER);

        assertThat(Control.asked(paused, by(World.OPERATOR, Wanted.PAUSED), false, LATER.plusSeconds(1)))
                .isEqualTo(paused);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoeverHasNoClaimToWhereItRuns(Wanted wanted) {
        assertRefused(ErrorCode.FORBIDDEN, RUNNING, by(World.OPERATOR, wanted, "production"), false);
    }

    @ParameterizedTest
    @EnumSource
    void refusesControlOfWhatHasEnded(Wanted wanted) {
        assertRefused(ErrorCode.REPLAY_SETTLED, RUNNING, by(World.OPERATOR, wanted), true);
    }

    @ParameterizedTest
    @EnumSource(names = "CANCELLED", mode = EnumSource.Mode.EXCLUDE)
    void leavesWhatIsBeingCancelledToItsEnd(Wanted wanted) {
        ReplayControl cancelled = Control.asked(RUNNING, by(World.OPERATOR, Wanted.CANCELLED), false, LATER);

        assertRefused(ErrorCode.REPLAY_SETTLED, cancelled, by(World.OPERATOR, wanted), false);
    }

    @Test
    void answersWhoeverRepeatsACancelWordForWordEvenAfterTheEnd() {
        ReplayControl cancelled = Control.asked(RUNNING, by(World.OPERATOR, Wanted.CANCELLED), false, LATER);

        assertThat(Control.asked(cancelled, by(World.OPERATOR, Wanted.CANCELLED), true, LATER))
                .isEqualTo(cancelled);
        assertRefused(ErrorCode.REPLAY_SETTLED, cancelled, by(World.APPROVER, Wanted.CANCELLED), true);
    }

    private static void assertRefused(
            ErrorCode code, ReplayControl standing, ReplayControlRequested asked, boolean ended) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> Control.asked(standing, asked, ended, LATER))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static ReplayControlRequested by(Person person, Wanted wanted) {
        return by(person, wanted, World.ENVIRONMENT);
    }

    private static ReplayControlRequested by(Person person, Wanted wanted, String environment) {
        return ReplayControlRequested.newBuilder()
                .setCommandId("command-1")
                .setReplayId("replay-1")
                .setControl(wanted.control())
                .setBy(person)
                .setEnvironments(List.of(environment))
                .setReason("because of " + wanted.control())
                .setAt(World.NOON)
                .build();
    }
}
