package io.byteor.validator.fact;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import java.util.Optional;

/** Looks facts up as they stand here and now. A fact that cannot be read counts as one that is missing. */
public interface FactSource {
    Optional<BundleCaptured> bundle(String bundleId);

    Optional<AgentState> agent(String agentId);

    /** Why the agent is in quarantine; empty where it is not. What cannot be read keeps it there. */
    Optional<AgentQuarantined> quarantine(String agentId);

    Optional<RegisteredEnvironment> environment(String name);

    Optional<RegisteredPipeline> pipeline(String specHash);

    /** The latest completed dry-run of that selection. */
    Optional<CompletedDryRun> dryRun(String selectionDigest);

    /** Whether the fact is there, at its revision or a later one. */
    default boolean holds(FactKey fact) {
        return switch (fact.kind()) {
            case BUNDLE -> bundle(fact.key()).isPresent();
            case AGENT ->
                agent(fact.key())
                        .filter(it -> it.getRevision() >= fact.revision())
                        .isPresent();
            case ENVIRONMENT ->
                environment(fact.key())
                        .filter(it -> it.revision() >= fact.revision())
                        .isPresent();
            case PIPELINE ->
                pipeline(fact.key())
                        .filter(it -> it.revision() >= fact.revision())
                        .isPresent();
            case DRY_RUN ->
                dryRun(fact.key())
                        .filter(it -> FactKey.revisionOf(it.finishedAt()) >= fact.revision())
                        .isPresent();
        };
    }
}
