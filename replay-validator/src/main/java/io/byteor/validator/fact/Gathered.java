package io.byteor.validator.fact;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one request, and the first one that is missing.
 *
 * @param missing worth waiting for; empty when all is there that can matter
 */
public record Gathered(Facts facts, Optional<FactKey> missing) {
    /** Looks up everything that the request touches. */
    public static Gathered from(FactSource source, ReplayRequested request, Instant now) {
        BundleCaptured bundle = source.bundle(request.getBundleId()).orElse(null);
        AgentState agent =
                bundle == null ? null : source.agent(bundle.getAgentId()).orElse(null);
        RegisteredEnvironment origin = agent == null
                ? null
                : source.environment(agent.getEnvironment()).orElse(null);
        String named = request.getEnvironment();
        RegisteredEnvironment environment =
                named == null ? origin : source.environment(named).orElse(null);
        String specHash =
                request.getCandidate() != null ? request.getCandidate() : bundle == null ? null : bundle.getSpecHash();
        RegisteredPipeline pipeline =
                specHash == null ? null : source.pipeline(specHash).orElse(null);
        Facts facts = new Facts(request, bundle, agent, origin, environment, pipeline, now);
        return new Gathered(facts, missing(facts, specHash, source));
    }

    private static Optional<FactKey> missing(Facts facts, @Nullable String specHash, FactSource source) {
        ReplayRequested request = facts.request();
        BundleCaptured bundle = facts.bundle();
        if (bundle == null) {
            return Optional.of(FactKey.of(FactKey.Kind.BUNDLE, request.getBundleId()));
        }
        if (facts.agent() == null) {
            return Optional.of(FactKey.of(FactKey.Kind.AGENT, bundle.getAgentId()));
        }
        if (facts.source() == null) {
            return Optional.of(
                    FactKey.of(FactKey.Kind.ENVIRONMENT, facts.agent().getEnvironment()));
        }
        if (facts.environment() == null && request.getEnvironment() != null) {
            return Optional.of(FactKey.of(FactKey.Kind.ENVIRONMENT, request.getEnvironment()));
        }
        boolean pipelineMatters = request.getMode() == Mode.EXECUTE || request.getCandidate() != null;
        if (facts.pipeline() == null && pipelineMatters && specHash != null) {
            return Optional.of(FactKey.of(FactKey.Kind.PIPELINE, specHash));
        }
        return request.getSeen().stream()
                .flatMap(Gathered::seen)
                .filter(fact -> !source.holds(fact))
                .findFirst();
    }

    private static Stream<FactKey> seen(SeenRevision seen) {
        return Arrays.stream(FactKey.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(seen.getKind()))
                .map(kind -> new FactKey(kind, seen.getKey(), seen.getRevision()));
    }
}
