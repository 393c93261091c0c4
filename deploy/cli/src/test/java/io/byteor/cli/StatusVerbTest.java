package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusVerbTest {
    private static final String REPLAY = "/audit/v1/replays/r1";
    private static final String PROGRESS = "/govern/v1/replay-requests/r1";
    private static final String ACCEPTED = "{\"replayId\":\"r1\",\"state\":\"accepted\"}";
    private static final String TOLD = """
            {"replayId":"r1","environment":"demo","state":"running","runner":"runner-0","scanned":60,"selected":60,"expected":300,"actions":12,"effects":6,"rate":60.0,"remaining":"PT4S","at":"t"}""";
    private static final String LINE =
            "running: 60 of 300 records read, 60 selected, 6 effects, 60 records/s, PT4S left";

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysHowFarAReplayIsThatHasNotEnded() {
        server.on("GET", REPLAY, 200, ACCEPTED).on("GET", PROGRESS, 200, TOLD);

        assertThat(CommandLineRun.of(server, "replay", "status", "r1").out())
                .containsExactly("replay    r1", "state     accepted", "progress  " + LINE);
    }

    @Test
    void doesWithoutProgressWhereNothingWasTold() {
        server.on("GET", REPLAY, 200, ACCEPTED).on("GET", PROGRESS, 404, "{}", Map.of("Retry-After", "1"));

        CommandLineRun run = CommandLineRun.of(server, "replay", "status", "r1", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).isEqualTo(ACCEPTED);
    }

    @Test
    void watchesUntilItHasEnded() {
        server.on("GET", REPLAY, 200, ACCEPTED)
                .on("GET", REPLAY + "/audit", 404, "{}", Map.of("Retry-After", "0"))
                .on("GET", PROGRESS, 200, TOLD)
                .on("GET", REPLAY + "/audit", 200, """
            {"replayId":"r1","actions":{"count":0,"listed":0,"root":"sha256:e","byDecision":{}},"outcome":"completed"}""")
                .on("GET", REPLAY, 200, "{\"replayId\":\"r1\",\"state\":\"completed\",\"outcome\":\"completed\"}");

        CommandLineRun run = CommandLineRun.of(server, "replay", "status", "r1", "--watch");

        assertThat(run.err()).contains(LINE);
        assertThat(run.out()).containsExactly("replay   r1", "state    completed", "outcome  completed");
    }
}
