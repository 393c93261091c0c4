package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier found.
 *
 * @param verdicts by kind
 * @param bundle the bundle; null where it is not valid
 */
public record Examination(Verdicts verdicts, @Nullable VerifiedBundle bundle) {

    /** The same, and whether it is this very bundle: else its tag manifest, which gives a bundle its id, was altered. */
    public Examination against(Digest bundleId) {
        if (bundle == null || bundle.bundleId().equals(bundleId)) {
            return this;
        }
        Fault other = Fault.of(
                ErrorCode.BUNDLE_ALTERED,
                "the bundle's id is " + bundleId,
                BundleLayout.TAG_MANIFEST,
                bundleId,
                bundle.bundleId());
        Verdicts found = new Verdicts(
                verdicts.wellFormed(), verdicts.complete(), List.of(other), verdicts.coherent(), verdicts.signatures());
        return new Examination(found, null);
    }

    /**
     * The bundle, if it is valid.
     *
     * @throws ByteorException for the first fault
     */
    public VerifiedBundle orThrow() {
        verdicts.requireValid();
        if (bundle == null) {
            throw new IllegalStateException("a valid bundle was examined");
        }
        return bundle;
    }
}
