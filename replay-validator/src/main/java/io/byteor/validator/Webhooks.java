package io.byteor.validator;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.config.RegistryConfig;
import io.byteor.validator.config.ValidatorConfig;
import io.byteor.validator.topology.run.Loop;
import io.byteor.validator.webhook.Courier;
import io.byteor.validator.webhook.WebhookKey;
import io.byteor.validator.webhook.http.CheckedReceiver;
import io.byteor.validator.webhook.kafka.WebhookLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Has the configured receiver told of escalations, beside everything else; does nothing where none is configured. */
@Singleton
class Webhooks {
    private final ClientSettings clients;
    private final RegistrySettings registry;
    private final ValidatorConfig config;
    private final MeterRegistry meters;
    private @Nullable Loop telling;

    Webhooks(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            RegistryConfig registry,
            ValidatorConfig config,
            MeterRegistry meters) {
        this.clients = ClientSettings.of(bootstrapServers);
        this.registry = new RegistrySettings(registry.url(), registry.register());
        this.config = config;
        this.meters = meters;
    }

    /** @throws IllegalArgumentException where the receiver is configured in a way that cannot be */
    void start(@Observes StartupEvent event) {
        config.webhook().url().map(this::courier).ifPresent(courier -> {
            Loop loop = new Loop("webhook", goesOn -> tell(courier, goesOn));
            loop.start();
            telling = loop;
        });
    }

    private Courier courier(URI url) {
        ValidatorConfig.Webhook webhook = config.webhook();
        WebhookKey key = WebhookKey.parse(webhook.secret().orElse(""));
        CheckedReceiver receiver = new CheckedReceiver(
                url, webhook.privateAddresses(), webhook.timeout(), (SSLSocketFactory) SSLSocketFactory.getDefault());
        return new Courier(receiver, key, webhook.patience(), InstantSource.system());
    }

    private void tell(Courier courier, BooleanSupplier goesOn) {
        try (RegistryEventCodec codec =
                RegistryEventCodec.open(registry, List.of(Topic.ESCALATION), new RegistryLog())) {
            new WebhookLoop(
                            clients,
                            config.instanceId(),
                            codec,
                            courier,
                            config.webhook().longestPause(),
                            this::count)
                    .follow(goesOn);
        }
    }

    private void count(Courier.Result result) {
        meters.counter("byteor.webhook.attempts", "result", result.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void stop(@Observes ShutdownEvent event) {
        if (telling != null) {
            telling.close();
        }
    }
}
