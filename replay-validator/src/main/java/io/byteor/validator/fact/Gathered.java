package io.byteor.validator.fact;

import io.byteor.schemas.event.AgentQuarantined;
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
    /** Looks up everything that the request touches. A fact older than the requester has seen is missing. */
    public static Gathered from(FactSource all, ReplayRequested request, Instant now) {
        FactSource source = new SeenFacts(new SteadyFacts(all), request.getSeen());
        BundleCaptured bundle = source.bundle(request.getBundleId()).orElse(null);
        AgentState agent =
                bundle == null ? null : source.agent(bundle.getAgentId()).orElse(null);
        AgentQuarantined quarantine =
                bundle == null ? null : source.quarantine(bundle.getAgentId()).orElse(null);
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
        Facts facts = withDryRun(
                new Facts(request, bundle, agent, quarantine, origin, environment, pipeline, null, now), source);
        return new Gathered(facts, missing(facts, specHash, source));
    }

    private static Facts withDryRun(Facts facts, FactSource source) {
        return facts.dryRunDemand()
                .flatMap(_ -> facts.selectionDigest())
                .flatMap(digest -> source.dryRun(digest.toString()))
                .map(facts::with)
                .orElse(facts);
    }

    private static Optional<FactKey> missing(Facts facts, @Nullable String specHash, FactSource source) {
        ReplayRequested request = facts.request();
        BundleCaptured bundle = facts.bundle();
        if (bundle == null) {
            return Optional.of(FactKey.of(FactKey.Kind.BUNDLE, request.getBundleId()));
        }
        if (facts.agent() == null) {
            return Optional.of(FactKey.seen(FactKey.Kind.AGENT, bundle.getAgentId(), request.getSeen()));
        }
        if (facts.source() == null) {
            return Optional.of(
                    FactKey.seen(FactKey.Kind.ENVIRONMENT, facts.agent().getEnvironment(), request.getSeen()));
        }
        if (facts.environment() == null && request.getEnvironment() != null) {
            return Optional.of(FactKey.seen(FactKey.Kind.ENVIRONMENT, request.getEnvironment(), request.getSeen()));
        }
        boolean pipelineMatters = request.getMode() == Mode.EXECUTE || request.getCandidate() != null;
        if (facts.pipeline() == null && pipelineMatters && specHash != null) {
            return Optional.of(FactKey.seen(FactKey.Kind.PIPELINE, specHash, request.getSeen()));
        }
        return Stream.concat(request.getSeen().stream().flatMap(Gathered::seen), dryRun(facts).stream())
                .filter(fact -> !source.holds(fact))
                .findFirst();
    }

    /** A dry-run that ended a moment ago may not have arrived yet. */
    private static Optional<FactKey> dryRun(Facts facts) {
        return facts.dryRunDemand()
                .flatMap(demand -> facts.selectionDigest()
                        .map(digest -> new FactKey(
                                FactKey.Kind.DRY_RUN,
                                digest.toString(),
                                FactKey.revisionOf(demand.since(facts.now())))));
    }

    private static Stream<FactKey> seen(SeenRevision seen) {
        return Arrays.stream(FactKey.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(seen.getKind()))
                .map(kind -> new FactKey(kind, seen.getKey(), seen.getRevision()));
    }
}
