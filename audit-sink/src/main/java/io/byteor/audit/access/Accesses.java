package io.byteor.audit.access;

import io.byteor.audit.query.Page;
import io.byteor.audit.query.Reach;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was handed to whom. An access is shown to those whose reach covers every environment that it can have been from. Thread-safe.
 */
public interface Accesses {
    /** Newest first. */
    Page<AccessView> page(WantedAccesses wanted, Reach reach, @Nullable String after, int limit);

    /** Empty also where it lies beyond the reach. */
    Optional<AccessView> one(String accessId, Reach reach);
}
