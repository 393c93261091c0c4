package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditVerbsTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForActionsByEveryConditionItWasGiven() {
        server.on(
                "GET",
                "/audit/v1/actions?limit=2&environment=demo&approver=i%23paul&from=t1&target=alerts&decision=failed&origin=feed%2F9",
                200,
                """
            {"items":[
            {"replayId":"r1","seq":43,"role":"triage","stage":"alert","originLane":"feed","originSequence":9,"toLane":null,"target":"alerts","decision":"failed","at":"t2","reason":"no broker"}
            ],"next":"c1"}""");

        CommandLineRun run = CommandLineRun.of(
                server, "audit", "actions", "--env", "demo", "--approver", "i#paul", "--from", "t1", "--target", "alerts",
                "--decision", "failed", "--origin", "feed/9", "--limit", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "replay  seq  stage  origin  to      decision  at  reason",
                        "r1      43   alert  feed/9  alerts  failed    t2  no broker",
                        "more: --after c1");
    }
}
