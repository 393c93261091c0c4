package io.byteor.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.byteor.cli.api.GovernApi.Vote;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.ApiException;
import io.byteor.cli.http.CallOptions;
import io.byteor.cli.http.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GovernApiTest {
    private static final Map<String, String> OUTCOME = Map.of("Location", "/govern/v1/outcomes/c1");

    private final ScriptedServer server = new ScriptedServer();
    private final GovernApi govern = new GovernApi(ApiClient.of(server.url(), "t"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsALateDecisionLikeAPromptOne() {
        server.on("POST", "/govern/v1/replay-requests", 202, "{}", OUTCOME)
                .on("GET", "/govern/v1/outcomes/c1", 200, """
            {"commandId":"c1","kind":"replay","subject":"r1","status":"done","answer":"rejected","digest":"sha256:d",
            "findings":[{"code":"APPROVAL_MISSING","outcome":"failed","evidence":"e","remedy":"r"}],"at":"t"}""");

        Decision decision = govern.request(ReplayRequest.execute("sha256:b", "why"), CallOptions.once());

        assertThat(decision.replayId()).isEqualTo("r1");
        assertThat(decision.accepted()).isFalse();
        assertThat(decision.requestDigest()).isEqualTo("sha256:d");
        assertThat(decision.failedCodes()).containsExactly("APPROVAL_MISSING");
        assertThat(decision.document().path("decision").asText()).isEqualTo("rejected");
    }

    @Test
    void readsALateRefusalLikeAPromptOne() {
        server.on("POST", "/govern/v1/approvals/a1/votes", 202, "{}", OUTCOME)
                .on("GET", "/govern/v1/outcomes/c1", 200, """
            {"commandId":"c1","kind":"approval","subject":"a1","status":"refused","answer":"refused",
            "findings":[{"code":"VOTE_DUPLICATE","outcome":"failed","evidence":"voted before","remedy":""}],"place":"sub","value":"olga","at":"t"}""");

        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> govern.vote("a1", Vote.REJECT, new Grounds("no", null), CallOptions.once()));

        assertThat(refused.code()).isEqualTo("VOTE_DUPLICATE");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem().detail()).isEqualTo("voted before");
        assertThat(refused.problem().place()).isEqualTo("sub");
        assertThat(refused.problem().value()).isEqualTo("olga");
    }

    @Test
    void readsALatePutLikeAPromptOne() {
        server.on("PUT", "/govern/v1/environments/demo", 202, "{}", OUTCOME)
                .on("GET", "/govern/v1/outcomes/c1", 200, """
            {"commandId":"c1","kind":"environment","subject":"demo","status":"done","answer":"put","revision":4,"digest":"sha256:d","findings":[],"at":"t"}""");

        RegistryEntry entry = govern.put(
                RegistryKind.ENVIRONMENT, "demo", JsonNodeFactory.instance.objectNode(), null, CallOptions.once());

        assertThat(entry.revision()).isEqualTo("4");
        assertThat(entry.document().path("key").asText()).isEqualTo("demo");
        assertThat(entry.document().path("digest").asText()).isEqualTo("sha256:d");
    }

    @Test
    void putsWhereNothingStandsByTheHeaderThatSaysSo() {
        server.on("PUT", "/govern/v1/agents/a", 200, "{\"key\":\"a\"}");

        govern.put(RegistryKind.AGENT, "a", JsonNodeFactory.instance.objectNode(), 0L, CallOptions.once());

        assertThat(server.asked().getFirst().header("If-None-Match")).contains("*");
        assertThat(server.asked().getFirst().header("If-Match")).isEmpty();
    }

    @Test
    void takesTheRevisionFromTheTag() {
        server.on("GET", "/govern/v1/agents/a", 200, "{\"document\":{}}", Map.of("ETag", "\"7\""));

        assertThat(govern.get(RegistryKind.AGENT, "a").revision()).isEqualTo("7");
    }

    @Test
    void asksForAnApprovalWithoutNamingOne() {
        server.on("POST", "/govern/v1/approvals", 200, "{\"approvalId\":\"a1\",\"status\":\"requested\"}");

        govern.requestApproval(ReplayRequest.execute("sha256:b", "why").withApproval("old"), CallOptions.once());

        assertThat(server.asked().getFirst().body())
                .isEqualTo("{\"request\":{\"bundleId\":\"sha256:b\",\"mode\":\"execute\",\"reason\":\"why\"}}");
    }
}
