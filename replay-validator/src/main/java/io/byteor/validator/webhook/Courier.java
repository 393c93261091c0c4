package io.byteor.validator.webhook;

import io.byteor.schemas.address.AddressRefusedException;
import io.byteor.schemas.event.EscalationNote;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.json.JsonForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a receiver how an escalation stands: one message a revision, under an id that stays the same however often it is tried, so
 * that the receiver can tell a repeat. Thread-safe.
 */
public final class Courier {
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Receiver receiver;
    private final WebhookKey key;
    private final Duration patience;
    private final InstantSource clock;

    /** @param patience how long after its change an escalation is still told of */
    public Courier(Receiver receiver, WebhookKey key, Duration patience, InstantSource clock) {
        this.receiver = receiver;
        this.key = key;
        this.patience = patience;
        this.clock = clock;
    }

    /** What came of an attempt. */
    public enum Result {
        /** The receiver has taken it. */
        DELIVERED,
        /** The receiver wants none of it, or lies where nothing may be sent; another attempt would change nothing. */
        REFUSED,
        /** It is too old to be told now. */
        EXPIRED,
        /** To be tried again. */
        LATER
    }

    /** Tries once. */
    public Result attempt(EscalationState escalation) {
        Instant now = clock.instant();
        if (escalation.getChangedAt().plus(patience).isBefore(now)) {
            return Result.EXPIRED;
        }
        byte[] body = body(escalation);
        try {
            return result(receiver.post(headers(id(escalation), now, body), body));
        } catch (AddressRefusedException e) {
            return Result.REFUSED;
        } catch (IOException e) {
            return Result.LATER; // which is all that can be known; the receiver tells repeats by their id
        }
    }

    private static Result result(int status) {
        if (status >= OK && status < REDIRECTION) {
            return Result.DELIVERED;
        }
        return status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS
                ? Result.LATER
                : Result.REFUSED;
    }

    private static String id(EscalationState escalation) {
        return escalation.getEscalationId() + "-" + escalation.getRevision();
    }

    private Map<String, String> headers(String id, Instant now, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", key.sign(id, now, body));
        return headers;
    }

    private static byte[] body(EscalationState escalation) {
        JsonForm data = new JsonForm()
                .put("escalationId", escalation.getEscalationId())
                .put("revision", escalation.getRevision())
                .put("state", escalation.getStatus())
                .put("cause", escalation.getCause())
                .put("subject", escalation.getSubject())
                .put("environment", escalation.getEnvironment())
                .put("evidence", escalation.getEvidence())
                .put("replayId", escalation.getReplayId())
                .put("raisedAt", escalation.getRaisedAt().toString());
        putNote(data, "acknowledged", escalation.getAcknowledgement());
        putNote(data, "resolved", escalation.getResolution());
        return new JsonForm()
                .put("type", "escalation." + escalation.getStatus())
                .put("timestamp", escalation.getChangedAt().toString())
                .put("data", data)
                .canonical()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void putNote(JsonForm data, String name, @Nullable EscalationNote note) {
        if (note != null) {
            data.put(
                    name,
                    new JsonForm()
                            .put("by", note.getBy().getSubject())
                            .put("at", note.getAt().toString())
                            .put("note", note.getNote()));
        }
    }
}
