package io.byteor.validator.gateway;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.validator.approval.Approval;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists approvals for callers, each as the clock leaves it; those of environments out of reach are left out. Thread-safe. */
public final class ApprovalLibrary {
    private final ApprovalReader reader;
    private final InstantSource clock;

    public ApprovalLibrary(ApprovalReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Which approvals.
     *
     * @param status null for any
     * @param environment null for any
     */
    public record Wanted(
            @Nullable ApprovalStatus status, @Nullable String environment) {
        boolean holds(ApprovalState state) {
            return (status == null || status == ApprovalStatus.of(state))
                    && (environment == null || environment.equals(state.getEnvironment()));
        }
    }

    /**
     * Approvals by their ids, ascending.
     *
     * @throws io.byteor.schemas.error.ByteorException FORBIDDEN where the environment is out of the caller's reach
     */
    public Page<ApprovalState> list(Wanted wanted, @Nullable String after, int limit, Caller caller) {
        if (wanted.environment() != null) {
            caller.requireEnvironment(wanted.environment());
        }
        Instant now = clock.instant();
        return reader.list(
                after,
                limit,
                state -> Optional.of(Approval.at(state, now))
                        .filter(it -> wanted.holds(it) && caller.reaches(it.getEnvironment())));
    }
}
