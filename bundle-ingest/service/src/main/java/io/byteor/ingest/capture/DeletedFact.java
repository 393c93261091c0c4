package io.byteor.ingest.capture;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.BundleDeleted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The event that says that a bundle is deleted. */
final class DeletedFact {
    private static final String REASON = "retention";

    private DeletedFact() {}

    static BundleDeleted of(BundleCaptured bundle, Instant at) {
        return BundleDeleted.newBuilder()
                .setBundleId(bundle.getBundleId())
                .setRootBundleId(bundle.getRootBundleId())
                .setIncidentId(bundle.getIncidentId())
                .setAgentId(bundle.getAgentId())
                .setEnvironment(bundle.getEnvironment())
                .setReason(REASON)
                .setStoredAt(bundle.getStoredAt())
                .setDeletedAt(at.truncatedTo(ChronoUnit.MICROS))
                .build();
    }
}
