package io.byteor.cli.replay;

import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.ReplayRequest.Mode;
import io.byteor.cli.api.ReplayRequest.WarmUp;
import io.byteor.cli.output.Console;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
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

    /** The execute, under no approval yet. */
    public ReplayRequest execute() {
        return request.request(Mode.EXECUTE, null, this);
    }

    /**
     * The dry-run that {@code replay dry-run} would ask for in the same words, under no approval yet.
     *
     * @throws ByteorException REQUEST_INVALID for what only an execute can say, and as the candidate does
     */
    public ReplayRequest dryRun(Candidate candidate, GovernApi govern, Console console) {
        refuseInDryRun("--reapply", reapply ? Boolean.TRUE : null);
        refuseInDryRun("--error-budget", errorBudget);
        refuseInDryRun("--warm-up", errorRatio);
        refuseInDryRun("--warm-up-divergence", maxDivergence);
        return request.request(Mode.DRY_RUN, candidate.hash(govern, console), null);
    }

    private static void refuseInDryRun(String option, @Nullable Object said) {
        if (said != null) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, "only an execute has effects", option, said);
        }
    }

    /** Either mode with all that was said, for somebody who only wants to know. */
    ReplayRequest explained(boolean execute, @Nullable String candidate) {
        return request.request(execute ? Mode.EXECUTE : Mode.DRY_RUN, candidate, this);
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
