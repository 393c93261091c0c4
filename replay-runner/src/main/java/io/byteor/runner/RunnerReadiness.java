package io.byteor.runner;

import io.byteor.runner.kafka.RunnerEngine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Broker and registry have been reached, topics stand, decisions are polled, and the broker answers now. */
@Readiness
@Singleton
final class RunnerReadiness implements HealthCheck {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration BROKER_ANSWER = Duration.ofSeconds(2);

    private final RunnerProcess process;

    RunnerReadiness(RunnerProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        RunnerEngine engine = process.engine();
        Optional<Duration> silence = engine.silence();
        boolean polling = silence.isPresent() && silence.get().compareTo(LONGEST_SILENCE) < 0;
        boolean broker = engine.brokerAnswers(BROKER_ANSWER);
        return HealthCheckResponse.named("decisions")
                .status(polling && broker)
                .withData("polling", polling)
                .withData("broker", broker)
                .withData("activeReplays", engine.active())
                .build();
    }
}
