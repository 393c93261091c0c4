package io.byteor.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.credential.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenRenewalTest {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path data;

    private ClientFile before;
    private TokenRenewal renewal;

    @BeforeEach
    void issue() {
        Credentials credentials = Credentials.ensure(data, InstantSource.system());
        before = new ClientFile(
                URI.create("http://127.0.0.1:1"),
                "127.0.0.1:2",
                URI.create("http://127.0.0.1:3"),
                "jdbc:x",
                ClientFile.byRole(credentials.tokens()));
        before.write(data);
        renewal = new TokenRenewal(data, credentials, before, told::add);
    }

    @AfterEach
    void end() {
        renewal.close();
    }

    @Test
    void theFilesGetFreshTokensAgainAndAgainUntilTheEnd() throws IOException {
        renewal.begin(PAUSE);

        await().until(() -> !written().tokens().equals(before.tokens()));
        ClientFile once = written();
        await().until(() -> !written().tokens().equals(once.tokens()));
        renewal.close();

        ClientFile last = written();
        assertThat(last).isEqualTo(renewal.client());
        assertThat(last.url()).isEqualTo(before.url());
        assertThat(last.tokens()).hasSameSizeAs(before.tokens());
        for (String role : last.tokens().keySet()) {
            assertThat(data.resolve("credentials/" + role + ".jwt"))
                    .hasContent(last.tokens().get(role));
        }
    }

    @Test
    void whatCannotBeWrittenNowIsToldAndWrittenLater() throws IOException {
        Path file = ClientFile.in(data);
        Files.delete(file);
        Files.createDirectories(file.resolve("in-the-way"));
        renewal.begin(PAUSE);

        await().until(() -> told.stream().anyMatch(line -> line.contains("not renewed")));
        assertThat(renewal.client()).isEqualTo(before);
        Files.delete(file.resolve("in-the-way"));
        Files.delete(file);

        await().until(() -> ClientFile.read(data)
                .filter(client -> !client.tokens().equals(before.tokens()))
                .isPresent());
    }

    private ClientFile written() {
        return ClientFile.read(data).orElseThrow();
    }
}
