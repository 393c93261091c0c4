package io.byteor.ingest.guard.http;

import io.byteor.schemas.answer.AnswerCounts;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.error.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts the answers that were no, whoever gave them. */
public class AnswerFilter {
    private static final String AGENT = "agent";

    private final AnswerCounts counts;
    private final Bearers bearers;

    AnswerFilter(AnswerCounts counts, Bearers bearers) {
        this.counts = counts;
        this.bearers = bearers;
    }

    @ServerResponseFilter
    public void count(
            ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest connection) {
        int status = response.getStatus();
        if (!AnswerCounts.counts(status)) {
            return;
        }
        String code = response.getEntity() instanceof Problem problem ? problem.code() : "";
        if (code.equals(ErrorCode.AGENT_QUARANTINED.name())) {
            // Else what an agent is told while it is in quarantine would be the reason for the next one.
            return;
        }
        String address = connection.remoteAddress().hostAddress();
        Optional<JsonWebToken> agent = bearers.bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(token -> token.getGroups().contains(AGENT));
        agent.ifPresentOrElse(
                token -> counts.toAgent(token.getIssuer(), token.getSubject(), address, status, code),
                () -> counts.toAddress(address, status, code));
    }
}
