package io.byteor.validator.fact;

import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the rules see of one request. What is null could not be established.
 *
 * @param source the environment of the agent that captured the bundle
 * @param environment the environment to run in: the one that the request names, else the source
 * @param pipeline the registered version that would run: the named candidate, else the one of the bundle's spec hash
 */
public record Facts(
        ReplayRequested request,
        @Nullable BundleCaptured bundle,
        @Nullable AgentState agent,
        @Nullable RegisteredEnvironment source,
        @Nullable RegisteredEnvironment environment,
        @Nullable RegisteredPipeline pipeline,
        Instant now) {

    /** The hash of the spec that would run; empty while the bundle is unknown and no candidate is named. */
    public Optional<String> specHash() {
        return Optional.ofNullable(request.getCandidate())
                .or(() -> Optional.ofNullable(bundle).map(BundleCaptured::getSpecHash));
    }

    /** The environments whose postures apply: where the records come from and where they would run, each once. */
    public List<RegisteredEnvironment> governing() {
        return Stream.of(environment, source)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
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

    /** How long an approval of this request stands, the strictest posture deciding. */
    public Duration approvalLifetime() {
        return governing().stream()
                .map(it -> it.environment().posture().of(request.getMode()).approvalLifetime())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
