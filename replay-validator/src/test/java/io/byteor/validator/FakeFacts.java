package io.byteor.validator;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.PipelineStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts in memory. */
public final class FakeFacts implements FactSource {
    public final Map<String, BundleCaptured> bundles = new HashMap<>();
    public final Map<String, AgentState> agents = new HashMap<>();
    public final Map<String, AgentQuarantined> quarantines = new HashMap<>();
    public final Map<String, RegisteredEnvironment> environments = new HashMap<>();
    public final Map<String, RegisteredPipeline> pipelines = new HashMap<>();
    public final Map<String, CompletedDryRun> dryRuns = new HashMap<>();
    /** The keys that were looked up, in their order. */
    public final List<String> looks = new ArrayList<>();

    /** The world complete. */
    public static FakeFacts complete() {
        FakeFacts facts = new FakeFacts();
        facts.bundles.put(World.BUNDLE_ID, World.bundle());
        facts.agents.put(World.AGENT_ID, World.agent());
        facts.environments.put(World.ENVIRONMENT, World.environment(World.DEMO));
        facts.pipelines.put(World.SPEC_HASH, World.pipeline(PipelineStatus.ACTIVE));
        return facts;
    }

    @Override
    public Optional<BundleCaptured> bundle(String bundleId) {
        return look(bundles, bundleId);
    }

    @Override
    public Optional<AgentState> agent(String agentId) {
        return look(agents, agentId);
    }

    @Override
    public Optional<AgentQuarantined> quarantine(String agentId) {
        return Optional.ofNullable(quarantines.get(agentId));
    }

    @Override
    public Optional<RegisteredEnvironment> environment(String name) {
        return look(environments, name);
    }

    @Override
    public Optional<RegisteredPipeline> pipeline(String specHash) {
        return look(pipelines, specHash);
    }

    @Override
    public Optional<CompletedDryRun> dryRun(String selectionDigest) {
        return look(dryRuns, selectionDigest);
    }

    private <T> Optional<T> look(Map<String, T> facts, String key) {
        looks.add(key);
        return Optional.ofNullable(facts.get(key));
    }
}
