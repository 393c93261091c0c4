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
        server.on("GET", "/govern/v1/escalations?limit=1&after=e0&state=raised", 200, PAGE);

        CommandLineRun run =
                CommandLineRun.of(server, "escalation", "list", "--state", "raised", "--after", "e0", "--limit", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "escalation  state   cause            subject      environment  raised at",
                        "e1          raised  agent_forbidden  quake-agent  -            t",
                        "more: --after e1");
    }

    @Test
    void listsAllAsOneDocument() {
        server.on("GET", "/govern/v1/escalations?limit=100", 200, PAGE);

        assertThat(CommandLineRun.of(server, "escalation", "list", "-o", "json").lastLine())
                .isEqualTo(PAGE);
    }

    @Test
    void findsWhatWasRecordedInTheAudit() {
        server.on("GET", "/audit/v1/escalations?limit=100&cause=agent_forbidden&subject=quake+agent", 200, PAGE);

        CommandLineRun run = CommandLineRun.of(
                server, "escalation", "history", "--cause", "agent_forbidden", "--subject", "quake agent");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("e1          raised  agent_forbidden  quake-agent  -            t");
    }

    @Test
    void showsWhoSaidWhatAboutOne() {
        server.on("GET", "/audit/v1/escalations/e1", 200, """
            {"escalationId":"e1","state":"resolved","cause":"agent_forbidden","subject":"quake-agent","environment":"demo",
            "evidence":"5 answers","raisedAt":"t1","acknowledged":{"by":"i#olga","at":"t2","note":"on it"},
            "resolved":{"by":"i#ada","at":"t3","note":"new key"}}""");

        assertThat(CommandLineRun.of(server, "escalation", "show", "e1").out())
                .contains("acknowledged   t2 by i#olga: on it", "resolved       t3 by i#ada: new key");
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
