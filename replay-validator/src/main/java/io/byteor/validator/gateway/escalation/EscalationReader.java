package io.byteor.validator.gateway.escalation;

import io.byteor.schemas.event.EscalationState;
import io.byteor.validator.gateway.Page;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads escalations as this gateway has seen them, which can be a moment behind. */
public interface EscalationReader {
    Optional<EscalationState> find(String escalationId);

    /**
     * Those that pass, in order of their ids.
     *
     * @param after the id to begin behind; null to begin with the first
     * @param limit most that are answered
     */
    Page<EscalationState> page(@Nullable String after, int limit, Predicate<EscalationState> filter);
}
