package io.byteor.audit.intake.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether records are taken: ready while they are, alive as long as they will be again; with what somebody has to put right, if so. */
@ApplicationScoped
public class IntakeHealth {
    private static final String NAME = "intake";

    private final Intake intake;

    IntakeHealth(Intake intake) {
        this.intake = intake;
    }

    @Produces
    @Readiness
    HealthCheck readiness() {
        return () -> {
            var answer = HealthCheckResponse.named(NAME).status(intake.taking());
            intake.faults().forEach(fault -> answer.withData(fault.code().name(), fault.detail()));
            return answer.build();
        };
    }

    @Produces
    @Liveness
    HealthCheck liveness() {
        return () -> HealthCheckResponse.named(NAME).status(intake.alive()).build();
    }
}
