package io.byteor.audit.http;

import io.byteor.audit.verify.Verification;
import org.jspecify.annotations.Nullable;

/**
 * A verification on the wire.
 *
 * @param verdict altered, reordered, missing, truncated, key_unknown, unanchored, retired or intact: the graver one of the next two
 * @param actions of the actions
 * @param records of the records that tell of the replay, and of its row
 * @param checkpoint the first checkpoint that covers these records; null as long as none does
 * @param listed how many actions the audit lists; null where there is no audit
 * @param stored how many are stored
 * @param root the audit's root; null where there is no audit
 * @param recomputedRoot the root over the stored columns
 * @param firstDifference lowest seq at which something is wrong; null where that cannot be told
 */
public record VerificationView(
        String replayId,
        String verdict,
        String actions,
        String records,
        @Nullable Long checkpoint,
        @Nullable Long listed,
        long stored,
        @Nullable String root,
        String recomputedRoot,
        @Nullable Long firstDifference) {
    static VerificationView of(Verification verification) {
        var actions = verification.actions();
        var anchor = actions.anchor();
        return new VerificationView(
                verification.records().subject().id(),
                verification.verdict().text(),
                actions.verdict().text(),
                verification.records().verdict().text(),
                verification.records().checkpoint(),
                anchor == null ? null : anchor.listed(),
                actions.stored(),
                anchor == null ? null : anchor.root().toString(),
                actions.recomputedRoot().toString(),
                actions.firstDifference());
    }
}
