package io.byteor.audit.verify;

import org.jspecify.annotations.Nullable;

/**
 * One thing of the store that was verified.
 *
 * @param place what it is
 * @param pending whether something of it may be still under way, and nothing else is wrong
 * @param records how many records it has, or tell of it; of the checkpoints, how many there are
 * @param actions how many actions it has; null for all but replays
 * @param checkpoint the first checkpoint that covers it all, of a log the newest; null where there is none
 * @param firstDifference the lowest place, sequence or {@code seq} at which something is wrong; null where that cannot be told
 */
public record Verified(
        Place place,
        Verdict verdict,
        boolean pending,
        long records,
        @Nullable Long actions,
        @Nullable Long checkpoint,
        @Nullable Long firstDifference) {
    static Verified of(SubjectVerdict verdict) {
        return new Verified(
                Place.of(verdict.subject()),
                verdict.verdict(),
                false,
                verdict.records(),
                null,
                verdict.checkpoint(),
                null);
    }

    static Verified of(Verification verification, boolean pending) {
        return new Verified(
                Place.of(verification.records().subject()),
                pending ? Verdict.INTACT : verification.verdict(),
                pending,
                verification.records().records(),
                verification.actions().stored(),
                verification.records().checkpoint(),
                verification.actions().firstDifference());
    }

    static Verified of(LogVerdict verdict) {
        return new Verified(
                Place.log(verdict.topic(), verdict.partition()),
                verdict.verdict(),
                false,
                verdict.stored(),
                null,
                verdict.checkpoint(),
                verdict.firstDifference());
    }

    static Verified of(CheckpointsVerdict verdict) {
        return new Verified(
                Place.CHECKPOINTS,
                verdict.verdict(),
                false,
                verdict.last(),
                null,
                verdict.last() == 0 ? null : verdict.last(),
                verdict.firstDifference());
    }
}
