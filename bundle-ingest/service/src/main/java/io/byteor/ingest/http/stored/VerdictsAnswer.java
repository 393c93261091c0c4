package io.byteor.ingest.http.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.byteor.schemas.bundle.verify.Examination;
import io.byteor.schemas.bundle.verify.Verdicts;
import io.byteor.schemas.digest.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a bundle was judged.
 *
 * @param verifiedAt ISO 8601, UTC
 * @param valid whether no verdict was bad
 * @param verdicts the faults by kind; left out where the bundle was not judged for this answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerdictsAnswer(
        String verifiedAt,
        boolean valid,
        @JsonUnwrapped @Nullable Verdicts verdicts) {

    /** What was found where this bundle is stored; another bundle, whole as it may be, is an altered one. */
    static VerdictsAnswer of(Examination found, Digest bundleId, Instant at) {
        Verdicts verdicts = found.against(bundleId).verdicts();
        return new VerdictsAnswer(at.toString(), verdicts.valid(), verdicts);
    }

    /** Only a valid bundle is stored. */
    static VerdictsAnswer valid(Instant storedAt) {
        return new VerdictsAnswer(storedAt.toString(), true, null);
    }
}
