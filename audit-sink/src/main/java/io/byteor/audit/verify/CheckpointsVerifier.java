package io.byteor.audit.verify;

import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.signature.Envelope;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checkpoints one by one: each signed by a known key, each naming the one before, each log going on from where it
 * stood. For one verification; not thread-safe.
 */
final class CheckpointsVerifier {
    private final StoredCheckpoints checkpoints;
    private final StoreKeys keys;
    private Verdict verdict = Verdict.INTACT;
    private @Nullable Long firstDifference;

    CheckpointsVerifier(StoredCheckpoints checkpoints, StoreKeys keys) {
        this.checkpoints = checkpoints;
        this.keys = keys;
    }

    /**
     * Verifies them from one on.
     *
     * @param from its sequence
     * @param published the greatest sequence that was seen outside of the store; 0 where none was
     * @param due what was signed before this time should have been seen there
     */
    CheckpointsVerdict verify(long from, long published, Instant due) {
        long last = checkpoints.last();
        if (last == 0 && published == 0) {
            return new CheckpointsVerdict(Verdict.UNANCHORED, 0, null);
        }
        long sequence = from;
        SignedCheckpoint it = from <= last ? next(from, null) : null;
        while (sequence < last) {
            // Past all that are missing at once: a row that somebody made up can lie far behind the others.
            sequence = it == null ? checkpoints.atOrAfter(sequence + 1).orElse(last) : sequence + 1;
            it = next(sequence, it);
        }
        if (last < published) {
            found(Verdict.TRUNCATED, last + 1);
        } else if (last > published) {
            unpublished(published, due);
        }
        return new CheckpointsVerdict(verdict, last, firstDifference);
    }

    /** Those behind the last one that was published could be cut off, and nobody would notice. */
    private void unpublished(long published, Instant due) {
        long first = checkpoints.atOrAfter(published + 1).orElse(published + 1);
        try {
            if (checkpoints
                    .envelope(first)
                    .map(SignedCheckpoint::of)
                    .filter(it -> it.checkpoint().at().isBefore(due))
                    .isPresent()) {
                found(Verdict.UNANCHORED, first);
            }
        } catch (ByteorException e) {
            found(Anchoring.notACheckpoint(e), first);
        }
    }

    private @Nullable SignedCheckpoint next(long sequence, @Nullable SignedCheckpoint before) {
        try {
            Optional<Envelope> envelope = checkpoints.envelope(sequence);
            if (envelope.isEmpty()) {
                found(Verdict.MISSING, sequence);
                return null;
            }
            SignedCheckpoint it = SignedCheckpoint.of(envelope.get());
            found(judge(it, sequence), sequence);
            if (before != null && !goesOn(it.checkpoint(), before)) {
                found(Verdict.ALTERED, sequence);
            }
            return it;
        } catch (ByteorException e) {
            Anchoring.notACheckpoint(e);
            found(Verdict.ALTERED, sequence);
            return null;
        }
    }

    private Verdict judge(SignedCheckpoint it, long sequence) {
        return switch (keys.check(it.envelope())) {
            case KNOWN -> it.checkpoint().sequence() == sequence ? Verdict.INTACT : misplaced(it, sequence);
            case UNKNOWN -> Verdict.KEY_UNKNOWN;
            case FORGED -> Verdict.ALTERED;
        };
    }

    /** Whether it changed places, or is there once more; where none can have a place, somebody added it. */
    private Verdict misplaced(SignedCheckpoint it, long sequence) {
        boolean added = sequence > JsonFields.LARGEST
                || checkpoints
                        .envelope(it.checkpoint().sequence())
                        .map(Checkpoint::digest)
                        .equals(Optional.of(Checkpoint.digest(it.envelope())));
        return added ? Verdict.ALTERED : Verdict.REORDERED;
    }

    private static boolean goesOn(Checkpoint it, SignedCheckpoint before) {
        return it.sequence() != before.checkpoint().sequence() + 1
                || (Objects.equals(it.previous(), Checkpoint.digest(before.envelope()))
                        && it.heads().stream()
                                .allMatch(head ->
                                        head.extendsFrom(before.checkpoint().head(head.topic(), head.partition())))
                        && before.checkpoint().heads().stream()
                                .allMatch(head ->
                                        it.head(head.topic(), head.partition()).size() >= head.size()));
    }

    private void found(Verdict found, long sequence) {
        verdict = verdict.and(found);
        if (found != Verdict.INTACT && firstDifference == null) {
            firstDifference = sequence;
        }
    }
}
