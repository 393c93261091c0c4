package io.byteor.audit.http;

import io.byteor.audit.verify.Verification;
import org.jspecify.annotations.Nullable;

/**
 * A verification on the wire.
 *
 * @param verdict intact, altered, reordered, missing, truncated or unanchored
 * @param listed how many actions the audit lists; null where there is no audit
 * @param stored how many are stored
 * @param root the audit's root; null where there is no audit
 * @param recomputedRoot the root over the stored columns
 * @param firstDifference lowest seq at which something is wrong; null where that cannot be told
 */
public record VerificationView(
        String replayId,
        String verdict,
        @Nullable Long listed,
        long stored,
        @Nullable String root,
        String recomputedRoot,
        @Nullable Long firstDifference) {
    static VerificationView of(Verification verification) {
        var anchor = verification.anchor();
        return new VerificationView(
                verification.replayId(),
                verification.verdict().text(),
                anchor == null ? null : anchor.listed(),
                verification.stored(),
                anchor == null ? null : anchor.root().toString(),
                verification.recomputedRoot().toString(),
                verification.firstDifference());
    }
}
