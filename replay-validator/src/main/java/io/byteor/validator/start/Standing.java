package io.byteor.validator.start;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands at the moment of a start of what an acceptance rested on.
 *
 * @param environment where the replay runs
 * @param source where the bundle's agent stands
 * @param quarantine why the bundle's agent is in quarantine; empty where it is not
 * @param dryRun the latest completed dry-run of the same selection
 */
record Standing(
        Optional<RegisteredEnvironment> environment,
        Optional<RegisteredEnvironment> source,
        Optional<AgentQuarantined> quarantine,
        Optional<CompletedDryRun> dryRun) {
    static Standing of(FactSource facts, ReplayAccepted accepted) {
        return new Standing(
                facts.environment(accepted.getEnvironment().getName()),
                facts.agent(accepted.getBundle().getAgentId())
                        .map(AgentState::getEnvironment)
                        .flatMap(facts::environment),
                facts.quarantine(accepted.getBundle().getAgentId()),
                facts.dryRun(accepted.getSelectionDigest()));
    }

    /** The environments whose postures apply, each once. */
    List<RegisteredEnvironment> governing() {
        return Stream.of(environment, source)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
