package io.byteor.audit.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A captured bundle.
 *
 * @param deletedAt when it was removed from the store; null while it is there
 */
public record BundleView(
        String bundleId,
        String rootBundleId,
        @Nullable String parentBundleId,
        String incidentId,
        String title,
        String agentId,
        String environment,
        String pipeline,
        String version,
        String specHash,
        Instant capturedAt,
        Instant storedAt,
        @Nullable Instant deletedAt,
        String directory,
        long files,
        long bytes,
        Object lanes) {}
