package io.byteor.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.webhook.WebhookKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A receiver that is away, then cannot, then takes what it is told. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class WebhookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Engine engine;

    @ConfigProperty(name = "byteor.validator.webhook.url")
    URI url;

    @ConfigProperty(name = "byteor.validator.webhook.secret")
    String secret;

    private final String subject = "bundle-" + UUID.randomUUID();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Test
    void isToldOfEachChangeInOrderAndAgainUntilItHasTakenIt() throws IOException {
        await().atMost(PATIENCE).until(engine::isReady);
        String id = "0".repeat(32) + ".1764150000.000001";
        try (Wire wire = new Wire()) {
            wire.write(Topic.ESCALATION, id, escalation(id, 1, "raised"));
            wire.write(Topic.ESCALATION, id, escalation(id, 2, "resolved"));
        }
        HttpServer receiver = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(taken).containsExactly(id + "-1 raised", id + "-2 resolved"));
            assertThat(refused).containsExactly(id + "-1 raised");
        } finally {
            receiver.stop(0);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        int status = 204;
        if (text.contains(subject)) {
            String id = header(exchange, "webhook-id");
            Instant at = Instant.ofEpochSecond(Long.parseLong(header(exchange, "webhook-timestamp")));
            boolean genuine = WebhookKey.parse(secret).sign(id, at, body).equals(header(exchange, "webhook-signature"));
            String change = id + (text.contains("escalation.raised") ? " raised" : " resolved");
            if (refused.isEmpty()) {
                refused.add(change);
                status = 503;
            } else if (genuine) {
                taken.add(change);
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private EscalationState escalation(String id, long revision, String status) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return EscalationState.newBuilder()
                .setEscalationId(id)
                .setRevision(revision)
                .setCause("approval_missing")
                .setSubject(subject)
                .setEvidence("none named")
                .setStatus(status)
                .setRaisedAt(now)
                .setChangedAt(now)
                .build();
    }
}
