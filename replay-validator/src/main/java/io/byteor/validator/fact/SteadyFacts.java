package io.byteor.validator.fact;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks each fact up once, so that all that is said of one request rests on the same facts. Not thread-safe. */
final class SteadyFacts implements FactSource {
    private final FactSource facts;
    private final Map<String, Optional<BundleCaptured>> bundles = new HashMap<>();
    private final Map<String, Optional<AgentState>> agents = new HashMap<>();
    private final Map<String, Optional<RegisteredEnvironment>> environments = new HashMap<>();
    private final Map<String, Optional<RegisteredPipeline>> pipelines = new HashMap<>();
    private final Map<String, Optional<CompletedDryRun>> dryRuns = new HashMap<>();

    SteadyFacts(FactSource facts) {
        this.facts = facts;
    }

    @Override
    public Optional<BundleCaptured> bundle(String bundleId) {
        return once(bundles, bundleId, facts::bundle);
    }

    @Override
    public Optional<AgentState> agent(String agentId) {
        return once(agents, agentId, facts::agent);
    }

    @Override
    public Optional<AgentQuarantined> quarantine(String agentId) {
        return facts.quarantine(agentId);
    }

    @Override
    public Optional<RegisteredEnvironment> environment(String name) {
        return once(environments, name, facts::environment);
    }

    @Override
    public Optional<RegisteredPipeline> pipeline(String specHash) {
        return once(pipelines, specHash, facts::pipeline);
    }

    @Override
    public Optional<CompletedDryRun> dryRun(String selectionDigest) {
        return once(dryRuns, selectionDigest, facts::dryRun);
    }

    private static <T> Optional<T> once(
            Map<String, Optional<T>> found, String key, Function<String, Optional<T>> lookup) {
        return found.computeIfAbsent(key, lookup);
    }
}
