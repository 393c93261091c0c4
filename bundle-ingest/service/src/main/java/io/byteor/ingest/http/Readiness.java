package io.byteor.ingest.http;

import io.byteor.ingest.kafka.BrokerConnection;
import io.byteor.store.BundleStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready while bundles can be stored and announced. */
@ApplicationScoped
class Readiness {

    @Produces
    @org.eclipse.microprofile.health.Readiness
    HealthCheck broker(BrokerConnection broker) {
        return () ->
                HealthCheckResponse.named("broker").status(broker.answers()).build();
    }

    @Produces
    @org.eclipse.microprofile.health.Readiness
    HealthCheck store(BundleStore store) {
        return () -> {
            try {
                store.requireReady();
                return HealthCheckResponse.up("store");
            } catch (IOException e) {
                return HealthCheckResponse.named("store")
                        .down()
                        .withData("reason", String.valueOf(e.getMessage()))
                        .build();
            }
        };
    }
}
