package io.byteor.cli.audit;

import io.byteor.cli.api.Verification;
import io.byteor.cli.output.Fields;

/** The verification of a replay, for people. */
public final class VerificationText {
    private VerificationText() {}

    public static Fields of(Verification verification) {
        return new Fields()
                .addAll(
                        verification.document(),
                        "replayId",
                        "verdict",
                        "actions",
                        "records",
                        "checkpoint",
                        "listed",
                        "stored",
                        "root",
                        "recomputedRoot",
                        "firstDifference");
    }
}
