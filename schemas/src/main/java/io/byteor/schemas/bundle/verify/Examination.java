package io.byteor.schemas.bundle.verify;

import io.byteor.schemas.error.ByteorException;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier found.
 *
 * @param verdicts by kind
 * @param bundle the bundle; null where it is not valid
 */
public record Examination(Verdicts verdicts, @Nullable VerifiedBundle bundle) {

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
