package io.byteor.validator;

import com.fasterxml.uuid.Generators;
import io.byteor.schemas.answer.AnswerCounts;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.validator.config.RegistryConfig;
import io.byteor.validator.config.ValidatorConfig;
import io.byteor.validator.escalation.EscalationSettings;
import io.byteor.validator.gateway.ApprovalLibrary;
import io.byteor.validator.gateway.Explainer;
import io.byteor.validator.gateway.Gateway;
import io.byteor.validator.gateway.OutcomeBoard;
import io.byteor.validator.gateway.ProgressBoard;
import io.byteor.validator.gateway.escalation.EscalationDesk;
import io.byteor.validator.gateway.registry.RegistryDesk;
import io.byteor.validator.gateway.registry.RegistryLibrary;
import io.byteor.validator.topology.TopologySettings;
import io.byteor.validator.topology.run.StreamsSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which part is made of which, in one place. */
@Dependent
class Assembly {
    private static final String NAME = "replay-validator";
    private static final int COUNTED_ANSWERS = 10_000;

    @Produces
    @Singleton
    OutcomeBoard board(ValidatorConfig config) {
        return new OutcomeBoard(config.gateway().outcomeBytes());
    }

    @Produces
    @Singleton
    ProgressBoard progress(ValidatorConfig config) {
        return new ProgressBoard(config.gateway().progress());
    }

    @Produces
    @Singleton
    Engine engine(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            RegistryConfig registry,
            ValidatorConfig config,
            OutcomeBoard board,
            ProgressBoard progress,
            MeterRegistry meters) {
        return new Engine(
                new StreamsSettings(
                        ClientSettings.of(bootstrapServers),
                        config.instanceId(),
                        config.stateDirectory(),
                        config.threads(),
                        config.standbyReplicas(),
                        config.commitInterval()),
                new TopologySettings(
                        config.grace(), config.acceptanceValidity(), config.memory(), escalations(config.escalation())),
                new RegistrySettings(registry.url(), registry.register()),
                new RegistryLog(),
                board,
                progress,
                config.gateway().lookBack(),
                meters);
    }

    private static EscalationSettings escalations(ValidatorConfig.Escalation config) {
        return new EscalationSettings(
                config.answers(),
                config.window(),
                config.memory(),
                config.quarantine(),
                EscalationSettings.USUAL.counts());
    }

    @Produces
    @Singleton
    AnswerCounts answerCounts(MeterRegistry meters) {
        AnswerCounts counts = new AnswerCounts(NAME, COUNTED_ANSWERS, InstantSource.system());
        FunctionCounter.builder("byteor.agent.responses.lost", counts, AnswerCounts::lost)
                .description("Refused requests that nobody was told of on byteor.agent.response")
                .register(meters);
        return counts;
    }

    @Produces
    @Singleton
    Gateway gateway(Engine engine, OutcomeBoard board) {
        var ids = Generators.timeBasedEpochGenerator();
        return new Gateway(engine, board, engine, () -> ids.generate().toString(), InstantSource.system());
    }

    @Produces
    @Singleton
    ApprovalLibrary approvalLibrary(Engine engine) {
        return new ApprovalLibrary(engine, InstantSource.system());
    }

    @Produces
    @Singleton
    RegistryLibrary registryLibrary(Engine engine) {
        return new RegistryLibrary(engine);
    }

    @Produces
    @Singleton
    Explainer explainer(Engine engine, ValidatorConfig config) {
        return new Explainer(engine, engine, config.acceptanceValidity(), InstantSource.system());
    }

    @Produces
    @Singleton
    RegistryDesk registryDesk(Gateway gateway, Engine engine) {
        return new RegistryDesk(gateway, engine, engine);
    }

    @Produces
    @Singleton
    EscalationDesk escalationDesk(Gateway gateway, Engine engine) {
        return new EscalationDesk(gateway, engine);
    }
}
