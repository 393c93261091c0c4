package io.byteor.validator.gateway.http.registry;

import io.byteor.schemas.event.CommandOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A registry entry that was put.
 *
 * @param digest SHA-256 over the RFC 8785 form of what is kept
 */
public record PutView(
        String kind,
        String key,
        @Nullable Long revision,
        @Nullable String digest) {
    static PutView of(CommandOutcome outcome) {
        return new PutView(outcome.getKind(), outcome.getSubject(), outcome.getRevision(), outcome.getDigest());
    }
}
