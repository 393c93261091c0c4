package io.byteor.validator.gateway.registry;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Person;
import io.byteor.validator.registry.RegistryFact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a registry entry in short.
 *
 * @param digest SHA-256 over the RFC 8785 form of the document
 * @param environment an agent's
 * @param pipeline a pipeline version's name, or the one deployed on an agent
 * @param status a pipeline version's
 */
public record RegistryLine(
        String key,
        long revision,
        Digest digest,
        @Nullable String environment,
        @Nullable String pipeline,
        @Nullable String version,
        @Nullable String status,
        Person changedBy,
        Instant changedAt) {
    public static RegistryLine of(RegistryFact fact) {
        return switch (fact) {
            case RegistryFact.OfEnvironment _ -> of(fact, null, null, null, null);
            case RegistryFact.OfAgent(var agent) ->
                of(fact, agent.getEnvironment(), agent.getPipeline(), agent.getVersion(), null);
            case RegistryFact.OfPipeline(var version) ->
                of(fact, null, version.getPipeline(), version.getVersion(), version.getStatus());
        };
    }

    private static RegistryLine of(
            RegistryFact fact,
            @Nullable String environment,
            @Nullable String pipeline,
            @Nullable String version,
            @Nullable String status) {
        return new RegistryLine(
                fact.key(),
                fact.revision(),
                Digest.of(fact.document().getBytes(StandardCharsets.UTF_8)),
                environment,
                pipeline,
                version,
                status,
                fact.changedBy(),
                fact.changedAt());
    }
}
