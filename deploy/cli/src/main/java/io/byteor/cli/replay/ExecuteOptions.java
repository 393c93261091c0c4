package io.byteor.cli.replay;

import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.ReplayRequest.WarmUp;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an execute can say: the same words ask for it and for its approval, so that both have one request digest. */
public final class ExecuteOptions {
    @Mixin
    private RequestOptions request;

    @Option(names = "--reapply", description = "Apply again what an earlier replay of this bundle applied.")
    private boolean reapply;

    @Option(
            names = "--error-budget",
            paramLabel = "N",
            description = "Halt after so many failed effects. Default: no halt.")
    private @Nullable Long errorBudget;

    @Option(
            names = "--warm-up",
            paramLabel = "RATIO",
            description =
                    "Halt after 1, 10 or 100 records where more of the effects failed than this, 0 to 1. Default: no halt.")
    private @Nullable Double errorRatio;

    @Option(
            names = "--warm-up-divergence",
            paramLabel = "SHARE",
            description = "Halt there too where more of the outputs than this differ from the captured ones, 0 to 1."
                    + " Default: they are not compared.")
    private @Nullable Double maxDivergence;

    /** The request, under this approval; null for none. */
    public ReplayRequest request(@Nullable String approvalId) {
        return request.execute(this, approvalId);
    }

    /** Either mode with all that was said, for somebody who only wants to know. */
    ReplayRequest explained(boolean execute, @Nullable String candidate, @Nullable String approvalId) {
        return request.explained(this, execute, candidate, approvalId);
    }

    boolean reapply() {
        return reapply;
    }

    @Nullable
    Long errorBudget() {
        return errorBudget;
    }

    @Nullable
    WarmUp warmUp() {
        return errorRatio == null && maxDivergence == null ? null : new WarmUp(errorRatio, maxDivergence);
    }
}
