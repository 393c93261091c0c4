package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlVerbsTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"pause,paused", "resume,running", "cancel,cancelled"})
    void saysWhatIsWantedOfAReplayAndWhy(String control, String wanted) {
        String answer = "{\"replayId\":\"r1\",\"commandId\":\"c1\",\"wanted\":\"%s\",\"revision\":3}".formatted(wanted);
        server.on("POST", "/govern/v1/replay-requests/r1/" + control, 200, answer);

        CommandLineRun run =
                CommandLineRun.of(server, "replay", control, "r1", "--reason", "too many", "--ticket", "OPS-4");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly("replay id  r1", "wanted     " + wanted, "revision   3");
        assertThat(server.asked().getFirst().body()).isEqualTo("{\"reason\":\"too many\",\"ticket\":\"OPS-4\"}");
    }

    @Test
    void answersOneDocumentAlsoWhereTheOutcomeCameLate() {
        server.on(
                        "POST",
                        "/govern/v1/replay-requests/r1/pause",
                        202,
                        "{}",
                        Map.of("Location", "/govern/v1/outcomes/c1"))
                .on("GET", "/govern/v1/outcomes/c1", 200, """
            {"commandId":"c1","kind":"replay","subject":"r1","status":"done","answer":"paused","revision":1,"findings":[],"at":"t"}""");

        CommandLineRun run = CommandLineRun.of(server, "replay", "pause", "r1", "--reason", "look", "-o", "json");

        assertThat(run.lastLine()).contains("\"replayId\":\"r1\"", "\"wanted\":\"paused\"", "\"revision\":1");
    }
}
