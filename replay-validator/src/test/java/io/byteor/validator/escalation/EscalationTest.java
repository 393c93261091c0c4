package io.byteor.validator.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.validator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationTest {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Instant LATER = World.NOON.plusSeconds(5);

    @Test
    void hasAnIdThatFollowsFromCauseSubjectAndWindow() {
        String id = raised().getEscalationId();

        assertThat(raised(World.NOON.plusSeconds(59), Optional.empty()).getEscalationId())
                .isEqualTo(id);
        assertThat(raised(World.NOON.plusSeconds(60), Optional.empty()).getEscalationId())
                .isGreaterThan(id);
        assertThat(EscalationIds.caseOf(id)).contains(EscalationCase.of("spec_hash_unknown", "sha256:1"));
        assertThat(EscalationCase.of("spec_hash_unknown", "sha256:2"))
                .isNotEqualTo(EscalationCase.of("spec_hash_unknown", "sha256:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../../etc", "0123456789abcdef0123456789abcdef.1764000000.1"})
    void takesNothingElseForAnId(String text) {
        assertThat(EscalationIds.caseOf(text)).isEmpty();
    }

    @Test
    void isRaisedOnceUntilItIsResolvedAndThenAgain() {
        EscalationState first = raised();
        EscalationState acknowledged = Escalation.moved(first, move("acknowledged", World.OPERATOR), LATER);
        EscalationState resolved = Escalation.moved(acknowledged, move("resolved", World.APPROVER), LATER);

        assertThat(Escalation.raised(due(LATER), Optional.of(first), WINDOW, LATER))
                .isEmpty();
        assertThat(Escalation.raised(due(LATER), Optional.of(acknowledged), WINDOW, LATER))
                .isEmpty();
        EscalationState second = raised(LATER, Optional.of(resolved));
        assertThat(second.getEscalationId()).isGreaterThan(first.getEscalationId());
        assertThat(second.getStatus()).isEqualTo("raised");
        assertThat(second.getResolution()).isNull();
    }

    @Test
    void comesAfterTheLatestWhereWindowsHaveGrownSince() {
        Duration grown = Duration.ofHours(1);
        Instant at = World.NOON.plusSeconds(1_220);
        EscalationState first = Escalation.moved(raised(at, Optional.empty()), move("resolved", World.OPERATOR), at);
        Instant later = at.plusSeconds(1_200);

        EscalationState second = Escalation.raised(due(later), Optional.of(first), grown, later)
                .map(raised -> Escalation.moved(raised, move("resolved", World.OPERATOR), later))
                .orElseThrow();
        EscalationState third = Escalation.raised(due(later), Optional.of(second), grown, later)
                .map(raised -> Escalation.moved(raised, move("resolved", World.OPERATOR), later))
                .orElseThrow();
        Instant next = World.NOON.plusSeconds(3_600);
        EscalationState fourth =
                Escalation.raised(due(next), Optional.of(third), grown, next).orElseThrow();

        assertThat(List.of(first, second, third, fourth))
                .extracting(EscalationState::getEscalationId)
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(EscalationIds.caseOf(id)).isPresent());
        assertThat(third.getEscalationId()).endsWith(".000003");
        assertThat(fourth.getEscalationId()).endsWith(".000001");
    }

    @Test
    void saysWhoMovedItWhenAndWithWhatNote() {
        EscalationState acknowledged = Escalation.moved(raised(), move("acknowledged", World.OPERATOR), LATER);
        EscalationState resolved =
                Escalation.moved(acknowledged, move("resolved", World.APPROVER), LATER.plusSeconds(1));

        assertThat(resolved.getStatus()).isEqualTo("resolved");
        assertThat(resolved.getRevision()).isEqualTo(3);
        assertThat(resolved.getAcknowledgement()).satisfies(note -> {
            assertThat(note.getBy()).isEqualTo(World.OPERATOR);
            assertThat(note.getAt()).isEqualTo(LATER);
            assertThat(note.getNote()).isEqualTo("seen");
        });
        assertThat(resolved.getResolution()).satisfies(note -> {
            assertThat(note.getBy()).isEqualTo(World.APPROVER);
            assertThat(note.getAt()).isEqualTo(LATER.plusSeconds(1));
        });
    }

    @Test
    void isResolvedWithoutBeingAcknowledgedButNotTheOtherWayRound() {
        EscalationState resolved = Escalation.moved(raised(), move("resolved", World.OPERATOR), LATER);

        assertThat(resolved.getAcknowledgement()).isNull();
        assertRefused(
                ErrorCode.ESCALATION_SETTLED,
                () -> Escalation.moved(resolved, move("acknowledged", World.OPERATOR), LATER));
        assertRefused(
                ErrorCode.ESCALATION_SETTLED,
                () -> Escalation.moved(resolved, move("resolved", World.APPROVER), LATER));
    }

    @Test
    void isAcknowledgedOnce() {
        EscalationState acknowledged = Escalation.moved(raised(), move("acknowledged", World.OPERATOR), LATER);

        assertRefused(
                ErrorCode.ESCALATION_SETTLED,
                () -> Escalation.moved(acknowledged, move("acknowledged", World.APPROVER), LATER));
    }

    @Test
    void isMovedByThoseOfItsEnvironmentAlone() {
        EscalationMoved elsewhere = EscalationMoved.newBuilder(move("resolved", World.OPERATOR))
                .setEnvironments(List.of("staging"))
                .build();
        EscalationMoved here = EscalationMoved.newBuilder(elsewhere)
                .setEnvironments(List.of("demo"))
                .build();

        assertRefused(ErrorCode.FORBIDDEN, () -> Escalation.moved(raised(), elsewhere, LATER));
        assertThat(Escalation.moved(raised(), here, LATER).getStatus()).isEqualTo("resolved");
    }

    private static EscalationState raised() {
        return raised(World.NOON, Optional.empty());
    }

    private static EscalationState raised(Instant at, Optional<EscalationState> latest) {
        return Escalation.raised(due(at), latest, WINDOW, at).orElseThrow();
    }

    private static EscalationDue due(Instant at) {
        return EscalationDue.newBuilder()
                .setCause("spec_hash_unknown")
                .setSubject("sha256:1")
                .setEnvironment("demo")
                .setEvidence("unknown")
                .setAt(at)
                .build();
    }

    private static EscalationMoved move(String to, Person by) {
        return EscalationMoved.newBuilder()
                .setCommandId("move")
                .setEscalationId("any")
                .setTo(to)
                .setBy(by)
                .setEnvironments(List.of("*"))
                .setNote("seen")
                .setAt(World.NOON)
                .build();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable move) {
        assertThatThrownBy(move)
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
