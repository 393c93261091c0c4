package io.byteor.runner;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The thread that admits replays is there. Whether broker and registry are is a matter of readiness. */
@Liveness
@Singleton
final class RunnerLiveness implements HealthCheck {
    private final RunnerProcess process;

    RunnerLiveness(RunnerProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("admission")
                .status(process.engine().alive())
                .build();
    }
}
