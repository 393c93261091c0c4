package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.http.ApiException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import java.util.Arrays;

/**
 * Answers that were waited for. A call that outlasts the gateway's patience ends at the command's outcome, which has one shape
 * for all commands; here it gets the shape, or becomes the refusal, that the call itself would have had.
 */
final class Settled {
    private Settled() {}

    static JsonNode put(JsonNode answer) {
        return isOutcome(answer) ? named(answer, "key", "revision", "digest") : answer;
    }

    static JsonNode decision(JsonNode answer) {
        return isOutcome(answer) ? named(answer, "replayId", "decision", "requestDigest") : answer;
    }

    static JsonNode approval(JsonNode answer) {
        return isOutcome(answer) ? named(answer, "approvalId", "status", "requestDigest") : answer;
    }

    static JsonNode escalation(JsonNode answer) {
        return isOutcome(answer) ? named(answer, "escalationId", "state", "digest") : answer;
    }

    static JsonNode control(JsonNode answer) {
        return isOutcome(answer) ? named(answer, "replayId", "wanted", "digest") : answer;
    }

    private static boolean isOutcome(JsonNode answer) {
        return answer.has("subject") && answer.has("answer");
    }

    private static JsonNode named(JsonNode outcome, String subject, String answer, String digest) {
        if (outcome.path("status").asText().equals("refused")) {
            throw refusal(outcome);
        }
        ObjectNode document = outcome.deepCopy();
        document.retain("commandId", "kind", "revision", "findings");
        document.set(subject, outcome.path("subject"));
        document.set(answer, answer.equals("revision") ? outcome.path("revision") : outcome.path("answer"));
        if (outcome.hasNonNull("digest")) {
            document.set(digest, outcome.path("digest"));
        }
        return document;
    }

    private static ApiException refusal(JsonNode outcome) {
        Finding why = Finding.listOf(outcome.path("findings")).stream()
                .filter(Finding::failed)
                .findFirst()
                .orElse(new Finding(ErrorCode.INTERNAL.name(), "failed", "refused without a finding", ""));
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.name().equals(why.code()))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
        String place = outcome.path("place").asText(null);
        String value = outcome.path("value").asText(null);
        Problem known = Problem.of(code, why.evidence(), place, value);
        Problem problem = new Problem(
                known.type(),
                known.title(),
                known.status(),
                why.code(),
                why.evidence(),
                place,
                value,
                known.retryable());
        return new ApiException(problem, known.status());
    }
}
