package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EscalationVerbsTest {
    private static final String PAGE = """
            {"items":[{"escalationId":"e1","state":"raised","cause":"agent_forbidden","subject":"quake-agent","environment":null,"raisedAt":"t"}],"next":"e1"}""";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsAPageOfOneStateAndSaysHowToGoOn() {
        server.on("GET", "/govern/v1/escalations?limit=1&state=raised&after=e0", 200, PAGE);

        CommandLineRun run =
                CommandLineRun.of(server, "escalation", "list", "--state", "raised", "--after", "e0", "--limit", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "escalation  state   cause            subject      environment  raised at",
                        "e1          raised  agent_forbidden  quake-agent  -            t",
                        "more with --after e1");
    }

    @Test
    void listsAllAsOneDocument() {
        server.on("GET", "/govern/v1/escalations?limit=100", 200, PAGE);

        assertThat(CommandLineRun.of(server, "escalation", "list", "-o", "json").lastLine())
                .isEqualTo(PAGE);
    }

    @Test
    void acknowledgesWithANote() {
        server.on(
                "POST",
                "/govern/v1/escalations/e1/ack",
                200,
                "{\"escalationId\":\"e1\",\"commandId\":\"c1\",\"state\":\"acknowledged\",\"revision\":2}");

        CommandLineRun run = CommandLineRun.of(server, "escalation", "ack", "e1", "--note", "on it");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly("escalation id  e1", "state          acknowledged", "revision       2");
        assertThat(server.asked().getFirst().body()).isEqualTo("{\"note\":\"on it\"}");
    }

    @Test
    void readsALateResolutionLikeAPromptOne() {
        server.on("POST", "/govern/v1/escalations/e1/resolve", 202, "{}", Map.of("Location", "/govern/v1/outcomes/c1"))
                .on("GET", "/govern/v1/outcomes/c1", 200, """
            {"commandId":"c1","kind":"escalation","subject":"e1","status":"done","answer":"resolved","revision":3,"findings":[],"at":"t"}""");

        CommandLineRun run = CommandLineRun.of(server, "escalation", "resolve", "e1", "--note", "agent has a new key");

        assertThat(run.out()).containsExactly("escalation id  e1", "state          resolved", "revision       3");
    }
}
