package io.byteor.validator.environment;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an environment says of one mode of replay.
 *
 * @param approvals distinct people who must approve; 0 for none
 * @param approvalLifetime how long an approval stands, from its request
 * @param dryRunWithin how fresh a completed dry-run of the same selection must be; null where none is asked for
 * @param maxDivergence greatest share of diverging outputs of that dry-run; null where none is asked for
 * @param reapply whether a request may apply again what an earlier replay applied
 */
public record ModePosture(
        boolean allowed,
        int approvals,
        Duration approvalLifetime,
        @Nullable Duration dryRunWithin,
        @Nullable Double maxDivergence,
        boolean reapply) {
    private static final Duration USUAL_LIFETIME = Duration.ofHours(4);
    private static final int MOST_APPROVALS = 16;

    static ModePosture parseDryRun(JsonFields fields) {
        return new ModePosture(fields.flag("allowed"), approvals(fields, 0), lifetime(fields), null, null, false)
                .ended(fields);
    }

    static ModePosture parseExecute(JsonFields fields) {
        return new ModePosture(
                        fields.flag("allowed"),
                        approvals(fields, 1),
                        lifetime(fields),
                        fields.optionalDuration("dryRunWithin"),
                        fields.optionalShare("maxDivergence"),
                        fields.flag("reapply", false))
                .ended(fields);
    }

    /** The earlier dry-run that is asked for; empty where none is. */
    public Optional<DryRunDemand> dryRunDemand() {
        return dryRunWithin == null && maxDivergence == null
                ? Optional.empty()
                : Optional.of(new DryRunDemand(dryRunWithin, maxDivergence));
    }

    private static int approvals(JsonFields fields, int absent) {
        return (int) fields.whole("approvals", absent, 0, MOST_APPROVALS);
    }

    private static Duration lifetime(JsonFields fields) {
        return fields.duration("approvalLifetime", USUAL_LIFETIME);
    }

    private ModePosture ended(JsonFields fields) {
        fields.end();
        return this;
    }

    JsonForm dryRunJson() {
        return new JsonForm()
                .put("allowed", allowed)
                .put("approvals", approvals)
                .put("approvalLifetime", approvalLifetime.toString());
    }

    JsonForm executeJson() {
        return dryRunJson()
                .put("dryRunWithin", dryRunWithin == null ? null : dryRunWithin.toString())
                .put("maxDivergence", maxDivergence)
                .put("reapply", reapply);
    }
}
