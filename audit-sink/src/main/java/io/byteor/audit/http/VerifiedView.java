package io.byteor.audit.http;

import io.byteor.audit.verify.Verified;
import org.jspecify.annotations.Nullable;

/**
 * Something of the store that was verified, on the wire.
 *
 * @param kind checkpoints, log, replay, bundle, approval, escalation, registry or access
 * @param id empty for the checkpoints; topic, hyphen, partition for a log
 * @param verdict altered, reordered, missing, truncated, key_unknown, unanchored, retired or intact
 * @param pending whether it is intact as far as it goes, and an audit or actions may be still under way
 * @param records how many records it has, or tell of it; of the checkpoints, how many there are
 * @param actions how many actions are stored; null for all but replays
 * @param checkpoint the first checkpoint that covers it all, of a log the newest; null where there is none
 * @param firstDifference the lowest place, sequence or seq at which something is wrong; null where that cannot be told
 */
public record VerifiedView(
        String kind,
        String id,
        String verdict,
        boolean pending,
        long records,
        @Nullable Long actions,
        @Nullable Long checkpoint,
        @Nullable Long firstDifference) {
    static VerifiedView of(Verified verified) {
        return new VerifiedView(
                verified.place().kind(),
                verified.place().id(),
                verified.verdict().text(),
                verified.pending(),
                verified.records(),
                verified.actions(),
                verified.checkpoint(),
                verified.firstDifference());
    }
}
