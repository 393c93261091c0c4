package io.byteor.validator.fact;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.SeenRevision;
import java.util.List;
import java.util.Optional;

/** Facts none of which is older than the requester has seen: one that is counts as missing, so that rules fail closed on it. */
final class SeenFacts implements FactSource {
    private final FactSource facts;
    private final List<SeenRevision> seen;

    SeenFacts(FactSource facts, List<SeenRevision> seen) {
        this.facts = facts;
        this.seen = List.copyOf(seen);
    }

    @Override
    public Optional<BundleCaptured> bundle(String bundleId) {
        return facts.bundle(bundleId);
    }

    @Override
    public Optional<AgentState> agent(String agentId) {
        return facts.agent(agentId).filter(it -> it.getRevision() >= least(FactKey.Kind.AGENT, agentId));
    }

    @Override
    public Optional<AgentQuarantined> quarantine(String agentId) {
        return facts.quarantine(agentId);
    }

    @Override
    public Optional<RegisteredEnvironment> environment(String name) {
        return facts.environment(name).filter(it -> it.revision() >= least(FactKey.Kind.ENVIRONMENT, name));
    }

    @Override
    public Optional<RegisteredPipeline> pipeline(String specHash) {
        return facts.pipeline(specHash).filter(it -> it.revision() >= least(FactKey.Kind.PIPELINE, specHash));
    }

    @Override
    public Optional<CompletedDryRun> dryRun(String selectionDigest) {
        return facts.dryRun(selectionDigest);
    }

    private long least(FactKey.Kind kind, String key) {
        return FactKey.seen(kind, key, seen).revision();
    }
}
