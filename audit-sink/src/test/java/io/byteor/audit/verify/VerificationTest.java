package io.byteor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.audit.intake.Subject;
import io.byteor.schemas.digest.Digest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final Instant TAKEN = Instant.parse("2026-11-27T04:00:00Z");
    private static final Digest ROOT = Digest.of(new byte[0]);
    private static final Anchor ANCHOR = new Anchor(ROOT, 5);
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @Test
    void isAsGraveAsTheGraverPart() {
        assertThat(of(Verdict.TRUNCATED, true, Verdict.ALTERED, ANCHOR).verdict())
                .isEqualTo(Verdict.ALTERED);
        assertThat(of(Verdict.RETIRED, true, Verdict.INTACT, ANCHOR).verdict()).isEqualTo(Verdict.RETIRED);
    }

    @Test
    void waitsForTheAuditOfAReplayThatRecordsTellOf() {
        assertThat(pending(of(Verdict.UNANCHORED, true, Verdict.INTACT, null), 1_000))
                .isTrue();
        assertThat(pending(of(Verdict.UNANCHORED, true, Verdict.ALTERED, null), 1_000))
                .isFalse();
    }

    @Test
    void waitsForActionsOnlySoLongAndOnlyIfTheyHaveNotBeenThere() {
        assertThat(pending(of(Verdict.TRUNCATED, true, Verdict.INTACT, ANCHOR), 59))
                .isTrue();
        assertThat(pending(of(Verdict.TRUNCATED, true, Verdict.INTACT, ANCHOR), 60))
                .isFalse();
        assertThat(pending(of(Verdict.TRUNCATED, false, Verdict.INTACT, ANCHOR), 59))
                .isFalse();
        assertThat(pending(of(Verdict.MISSING, true, Verdict.INTACT, ANCHOR), 59))
                .isFalse();
    }

    private static boolean pending(Verification verification, long secondsLater) {
        return verification.pending(TAKEN.plusSeconds(secondsLater), SETTLE);
    }

    private static Verification of(Verdict actions, boolean derived, Verdict records, Anchor anchor) {
        return new Verification(
                new ActionsVerdict(actions, anchor, 3, ROOT, derived, null),
                new SubjectVerdict(Subject.replay("r"), records, 2, null, anchor == null ? null : TAKEN, null, anchor));
    }
}
