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
    void tellsWhatOnePersonWasHandedAndWhatIsStillUnderWay() {
        server.on(
                "GET", "/audit/v1/accesses?limit=2&person=i%23ana&kind=export&from=2026-11-01T00%3A00%3A00Z", 200, """
                {"items":[
                {"accessId":"a2","person":"i#ana","kind":"export","asked":{"of":"actions"},"replayId":null,"beganAt":"t2",
                "rows":null,"bytes":null,"outcome":null},
                {"accessId":"a1","person":"i#ana","kind":"audit","asked":{"replayId":"r1"},"replayId":"r1","beganAt":"t1",
                "rows":1,"bytes":2204,"outcome":"completed"}],"next":"7"}""");

        CommandLineRun run = CommandLineRun.of(
                server,
                "audit",
                "accesses",
                "--person",
                "i#ana",
                "--kind",
                "export",
                "--from",
                "2026-11-01T00:00:00Z",
                "--limit",
                "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "began at  person  kind    of                rows  bytes  outcome",
                        "t2        i#ana   export  {\"of\":\"actions\"}  -     -      -",
                        "t1        i#ana   audit   r1                1     2204   completed",
                        "more: --after 7");
    }
}
