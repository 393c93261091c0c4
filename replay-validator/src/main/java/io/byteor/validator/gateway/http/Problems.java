package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Arrays;

/** Refusals as problem documents (RFC 9457). */
final class Problems {
    private static final int RETRY_AFTER_SECONDS = 1;

    private Problems() {}

    static HttpProblem.Builder of(Problem problem) {
        HttpProblem.Builder builder = HttpProblem.builder()
                .withType(URI.create(problem.type()))
                .withTitle(problem.title())
                .withStatus(problem.status())
                .withDetail(problem.detail())
                .with("code", problem.code())
                .with("retryable", problem.retryable());
        if (problem.place() != null) {
            builder.with("place", problem.place());
        }
        if (problem.value() != null) {
            builder.with("value", problem.value());
        }
        if (problem.retryable()) {
            builder.withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return builder;
    }

    /** A command that the topology refused: the first failed finding says the status, all of them are told. */
    static HttpProblem of(CommandOutcome refused) {
        Finding first = refused.getFindings().stream()
                .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a refusal without a reason: " + refused.getCommandId()));
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(it -> it.name().equals(first.getCode()))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
        return of(Problem.of(code, first.getEvidence(), null, null))
                .with("commandId", refused.getCommandId())
                .with("subject", refused.getSubject())
                .with("findings", FindingView.of(refused.getFindings()))
                .build();
    }

    /** An outcome that has not come by, or is no longer remembered. */
    static HttpProblem notYet(String commandId) {
        return of(Problem.of(ErrorCode.NOT_FOUND, "no outcome of this command has come by", "commandId", commandId))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
