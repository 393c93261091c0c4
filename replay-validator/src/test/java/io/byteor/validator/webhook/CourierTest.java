package io.byteor.validator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.address.AddressRule;
import io.byteor.schemas.event.EscalationNote;
import io.byteor.schemas.event.EscalationState;
import io.byteor.validator.World;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourierTest {
    private static final WebhookKey KEY = WebhookKey.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final EscalationState ACKNOWLEDGED = EscalationState.newBuilder()
            .setEscalationId("case.1.000001")
            .setRevision(2)
            .setCause("agent_forbidden")
            .setSubject(World.AGENT_ID)
            .setEnvironment(World.ENVIRONMENT)
            .setEvidence("5 answers 403")
            .setStatus("acknowledged")
            .setAcknowledgement(new EscalationNote(World.OPERATOR, "on it", World.NOON))
            .setRaisedAt(World.NOON)
            .setChangedAt(World.NOON)
            .build();

    private final Map<String, String> headers = new HashMap<>();
    private final StringBuilder body = new StringBuilder();
    private Instant now = World.NOON.plusSeconds(1);

    @Test
    void tellsHowTheEscalationStandsUnderAnIdOfItsRevision() {
        assertThat(attempt(answering(204))).isEqualTo(Courier.Result.DELIVERED);

        assertThat(body)
                .hasToString(
                        "{\"data\":{\"acknowledged\":{\"at\":\"2026-11-23T12:00:00Z\",\"by\":\"olga\",\"note\":\"on it\"},"
                                + "\"cause\":\"agent_forbidden\",\"environment\":\"demo\",\"escalationId\":\"case.1.000001\","
                                + "\"evidence\":\"5 answers 403\",\"raisedAt\":\"2026-11-23T12:00:00Z\",\"replayId\":null,\"revision\":2,"
                                + "\"state\":\"acknowledged\",\"subject\":\"agent-1\"},"
                                + "\"timestamp\":\"2026-11-23T12:00:00Z\",\"type\":\"escalation.acknowledged\"}");
        assertThat(headers)
                .containsEntry("webhook-id", "case.1.000001-2")
                .containsEntry("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .containsEntry(
                        "webhook-signature",
                        KEY.sign("case.1.000001-2", now, body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "202, DELIVERED",
        "301, REFUSED",
        "307, REFUSED",
        "400, REFUSED",
        "410, REFUSED",
        "408, LATER",
        "429, LATER",
        "500, LATER",
        "503, LATER"
    })
    void triesAgainOnlyWhereThatMayHelp(int status, Courier.Result result) {
        assertThat(attempt(answering(status))).isEqualTo(result);
    }

    @Test
    void triesAgainWhereNoAnswerCameAndNotWhereTheAddressIsRefused() {
        assertThat(attempt(failing(new ConnectException("nobody there")))).isEqualTo(Courier.Result.LATER);
        assertThat(attempt((given, bytes) -> AddressRule.PUBLIC.resolve("127.0.0.1").length))
                .isEqualTo(Courier.Result.REFUSED);
    }

    @Test
    void givesUpWhatHasBecomeTooOld() {
        now = World.NOON.plus(PATIENCE).plusSeconds(1);

        assertThat(attempt(answering(200))).isEqualTo(Courier.Result.EXPIRED);
        assertThat(headers).isEmpty();
    }

    private Courier.Result attempt(Receiver receiver) {
        return new Courier(receiver, KEY, PATIENCE, () -> now).attempt(ACKNOWLEDGED);
    }

    private Receiver answering(int status) {
        return (given, bytes) -> {
            headers.putAll(given);
            body.append(new String(bytes, StandardCharsets.UTF_8));
            return status;
        };
    }

    private static Receiver failing(IOException failure) {
        return (given, bytes) -> {
            throw failure;
        };
    }
}
