package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryVerbsTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"environment, demo", "agent, quake-agent", "pipeline, sha256:b"})
    void showsAnEntryAsItStoodAtARevision(String kind, String key) {
        String entry = "{\"kind\":\"%s\",\"key\":\"%s\",\"revision\":3,\"document\":{}}".formatted(kind, key);
        server.on("GET", "/govern/v1/%ss/%s/history/3".formatted(kind, key), 200, entry);

        CommandLineRun run = CommandLineRun.of(server, kind, "get", key, "--revision", "3", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).isEqualTo(entry);
    }
}
