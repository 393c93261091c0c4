package io.byteor.validator.gateway.http.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.byteor.validator.gateway.registry.RegistryLine;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a registry entry in short.
 *
 * @param digest SHA-256 over the RFC 8785 form of the document
 * @param environment an agent's
 * @param pipeline a pipeline version's name, or the one deployed on an agent
 * @param status a pipeline version's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineView(
        String key,
        long revision,
        String digest,
        @Nullable String environment,
        @Nullable String pipeline,
        @Nullable String version,
        @Nullable String status,
        Author changedBy,
        String changedAt) {
    static LineView of(RegistryLine line) {
        return new LineView(
                line.key(),
                line.revision(),
                line.digest().toString(),
                line.environment(),
                line.pipeline(),
                line.version(),
                line.status(),
                Author.of(line.changedBy()),
                line.changedAt().toString());
    }
}
