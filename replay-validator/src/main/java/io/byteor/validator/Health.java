package io.byteor.validator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the topology is at work and the outcomes so far have been read; alive unless the topology has stopped for good. */
@ApplicationScoped
class Health {
    @Produces
    @Liveness
    HealthCheck topology(Engine engine) {
        return () -> HealthCheckResponse.named("topology")
                .status(!engine.hasFailed())
                .build();
    }

    @Produces
    @Readiness
    HealthCheck decisions(Engine engine) {
        return () ->
                HealthCheckResponse.named("decisions").status(engine.isReady()).build();
    }
}
