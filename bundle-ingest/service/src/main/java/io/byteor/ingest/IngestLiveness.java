package io.byteor.ingest;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The threads that announce, tidy up and tell of refusals are there. Whether broker and store are is a matter of readiness. */
@Liveness
@Singleton
final class IngestLiveness implements HealthCheck {
    private final Lifecycle lifecycle;

    IngestLiveness(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("threads").status(lifecycle.alive()).build();
    }
}
