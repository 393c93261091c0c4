package io.byteor.validator.fact;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CapturedLane;
import io.byteor.schemas.event.Direction;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.validator.environment.DryRunDemand;
import io.byteor.validator.request.RequestDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules see of one request. What is null could not be established.
 *
 * @param quarantine why the agent is in quarantine; null where it is not
 * @param source the environment of the agent that captured the bundle
 * @param environment the environment to run in: the one that the request names, else the source
 * @param pipeline the registered version that would run: the named candidate, else the one of the bundle's spec hash
 * @param dryRun the latest completed dry-run of the same selection; looked up only where {@link #dryRunDemand} asks for one
 */
public record Facts(
        ReplayRequested request,
        @Nullable BundleCaptured bundle,
        @Nullable AgentState agent,
        @Nullable AgentQuarantined quarantine,
        @Nullable RegisteredEnvironment source,
        @Nullable RegisteredEnvironment environment,
        @Nullable RegisteredPipeline pipeline,
        @Nullable CompletedDryRun dryRun,
        Instant now) {

    /** The same with an earlier dry-run. */
    Facts with(CompletedDryRun earlier) {
        return new Facts(request, bundle, agent, quarantine, source, environment, pipeline, earlier, now);
    }

    /** The hash of the spec that would run; empty while the bundle is unknown and no candidate is named. */
    public Optional<String> specHash() {
        return Optional.ofNullable(request.getCandidate())
                .or(() -> Optional.ofNullable(bundle).map(BundleCaptured::getSpecHash));
    }

    /** The lanes that the request reads: those it names, else all input lanes of the bundle. */
    public SortedSet<String> lanes() {
        return request.getLanes().isEmpty() ? inputLanes() : new TreeSet<>(request.getLanes());
    }

    /** The input lanes of the bundle; none while it is unknown. */
    public SortedSet<String> inputLanes() {
        return Stream.ofNullable(bundle)
                .flatMap(it -> it.getLanes().stream())
                .filter(lane -> lane.getDirection() == Direction.INPUT)
                .map(CapturedLane::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What ties a dry-run to an execute; empty while the bundle is unknown. */
    public Optional<Digest> selectionDigest() {
        return Optional.ofNullable(bundle)
                .flatMap(_ -> specHash())
                .map(specHash -> RequestDigest.ofSelection(request, lanes(), specHash));
    }

    /** What is asked of an earlier dry-run, the strictest posture deciding; empty where none is asked for. */
    public Optional<DryRunDemand> dryRunDemand() {
        return governing().stream()
                .map(it -> it.environment().posture().of(request.getMode()).dryRunDemand())
                .flatMap(Optional::stream)
                .reduce(DryRunDemand::stricter);
    }

    /** The environments whose postures apply: where the records come from and where they would run, each once. */
    public List<RegisteredEnvironment> governing() {
        return foreignSource().isPresent() || environment == null
                ? Stream.of(environment, source).filter(Objects::nonNull).toList()
                : List.of(environment);
    }

    /** The source where the request runs in another environment. */
    public Optional<RegisteredEnvironment> foreignSource() {
        return Optional.ofNullable(source)
                .filter(it -> environment != null && !it.name().equals(environment.name()));
    }

    /**
     * The environment that did not resolve: that of the agent, else the one to run in. As long as the agent is unresolved, that which
     * the bundle says; empty where nothing is missing, or nothing names it.
     */
    public Optional<String> unresolvedEnvironment() {
        if (source != null) {
            return environment == null ? Optional.ofNullable(request.getEnvironment()) : Optional.empty();
        }
        return agent == null
                ? Optional.ofNullable(bundle).map(BundleCaptured::getEnvironment)
                : Optional.of(agent.getEnvironment());
    }

    /** Listed actions of a dry-run beyond which only counts are kept, the strictest posture deciding. */
    public long dryRunDetail() {
        return governing().stream()
                .mapToLong(it -> it.environment().posture().dryRunDetail())
                .min()
                .orElse(0);
    }

    /** How many distinct people must approve, the strictest posture deciding; 0 for none. */
    public int approvalsRequired() {
        return governing().stream()
                .mapToInt(it -> it.environment().posture().of(request.getMode()).approvals())
                .max()
                .orElse(0);
    }

    /** The revisions of the registry entries that these facts rest on. */
    public List<SeenRevision> revisions() {
        List<SeenRevision> revisions = new ArrayList<>();
        if (agent != null) {
            revisions.add(new SeenRevision("agent", agent.getAgentId(), agent.getRevision()));
        }
        governing().forEach(it -> revisions.add(new SeenRevision("environment", it.name(), it.revision())));
        if (pipeline != null) {
            revisions.add(new SeenRevision("pipeline", pipeline.specHash(), pipeline.revision()));
        }
        return List.copyOf(revisions);
    }

    /** For the evidence about a fact that is missing: the revision of it that the requester has seen; empty for none. */
    public String atSeenRevision(FactKey.Kind kind, String key) {
        long revision = FactKey.seen(kind, key, request.getSeen()).revision();
        return revision == 0 ? "" : " at revision " + revision + ", which the requester has seen";
    }

    /** How long an approval of this request stands, the strictest posture deciding. */
    public Duration approvalLifetime() {
        return governing().stream()
                .map(it -> it.environment().posture().of(request.getMode()).approvalLifetime())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
