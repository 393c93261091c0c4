package io.byteor.validator.rule;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.validator.environment.DryRunDemand;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an execute was tried as a dry-run before, where a posture asks for that. */
public final class DryRunRule {
    private DryRunRule() {}

    static Finding required(ErrorCode code, Facts facts) {
        if (facts.request().getMode() == Mode.DRY_RUN) {
            return Findings.passed(code, "a dry-run needs no earlier one");
        }
        if (facts.environment() == null || facts.source() == null) {
            return Findings.failed(
                    code,
                    "without an environment it is unknown whether a dry-run is asked for",
                    "Have an admin register it.");
        }
        return facts.dryRunDemand()
                .map(demand -> met(demand, facts.dryRun(), facts.now()))
                .orElseGet(() -> Findings.passed(code, "no earlier dry-run is asked for"));
    }

    /**
     * Holds a dry-run against what is asked of it.
     *
     * @param dryRun the latest completed one of the same selection; null where there is none
     * @param now when the execute was asked for
     */
    public static Finding met(DryRunDemand demand, @Nullable CompletedDryRun dryRun, Instant now) {
        ErrorCode code = ErrorCode.DRY_RUN_REQUIRED;
        if (dryRun == null) {
            return Findings.failed(
                    code, "no completed dry-run of this selection is known", "Complete a dry-run of it first.");
        }
        String evidence = "dry-run " + dryRun.replayId() + " completed at " + dryRun.finishedAt();
        if (dryRun.finishedAt().isBefore(demand.since(now))) {
            return Findings.failed(code, evidence + ", not within " + demand.within(), "Complete another dry-run.");
        }
        Double greatest = demand.maxDivergence();
        if (greatest == null) {
            return Findings.passed(code, evidence);
        }
        Double divergence = dryRun.divergence();
        if (divergence == null) {
            return Findings.failed(
                    code,
                    evidence + " and compared no outputs, where at most " + greatest + " of them may diverge",
                    "Complete a dry-run of a selection whose outputs were captured.");
        }
        String share = evidence + ", diverging in " + divergence + " of its outputs";
        return divergence <= greatest
                ? Findings.passed(code, share)
                : Findings.failed(code, share + ", of at most " + greatest, "Find out why the outputs diverge.");
    }
}
