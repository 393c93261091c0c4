package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.cli.http.ScriptedServer;
import io.byteor.schemas.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditExportVerbsTest {
    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

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

    @Test
    void takesAnExportIntoAFileOnceTheServiceSaysThatAllOfItWentOut() throws IOException {
        server.on("GET", "/audit/v1/accesses/a1", 200, "{\"accessId\":\"a1\",\"outcome\":null}");
        exported("row\n", "completed", "row\n", null);
        Path file = Files.writeString(folder.resolve("actions.csv"), "an older one");

        CommandLineRun run = export(file);

        assertThat(run.exitCode()).isZero();
        assertThat(file).hasContent("row\n");
        assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
        assertThat(run.out())
                .contains(
                        "rows           1",
                        "bytes          4",
                        "access id      a1",
                        "answered from  {\"checkpoint\":{\"digest\":\"sha256:c\",\"sequence\":3},\"offsets\":{\"t\":{\"0\":7}}}");
    }

    @Test
    void keepsTheCheckpointThatAnExportWasAnsweredFromInItsDocument() {
        exported("row\n", "completed", "row\n", null);

        CommandLineRun run = export(folder.resolve("actions.csv"), "-o", "json");

        assertThat(run.lastLine()).contains("\"checkpoint\":{\"digest\":\"sha256:c\",\"sequence\":3}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed    | row   | EXPORT_TOO_LARGE | EXPORT_TOO_LARGE",
                "completed | row 2 |                  | UNAVAILABLE",
                "cut       | row   |                  | UNAVAILABLE"
            })
    void leavesTheOlderFileWhereTheExportBrokeOff(String outcome, String sent, @Nullable String code, String said)
            throws IOException {
        exported("row", outcome, sent, code);
        Path file = Files.writeString(folder.resolve("actions.csv"), "an older one");

        CommandLineRun run = export(file, "-o", "json");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.lastLine()).contains("\"code\":\"" + said + "\"");
        assertThat(file).hasContent("an older one");
        assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
    }

    private CommandLineRun export(Path file, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("audit", "export", "--format", "csv", "--env", "demo", "--out", file.toString()));
        arguments.addAll(List.of("--decision", "failed", "--bundle", "b1", "--origin", "feed/7"));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(server, arguments.toArray(String[]::new));
    }

    /** @param sent what the record says that went out */
    private void exported(String body, String outcome, String sent, @Nullable String code) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        server.on(
                "GET",
                "/audit/v1/export?of=actions&format=csv&environment=demo&bundle=b1&decision=failed&origin=feed%2F7",
                200,
                body,
                Map.of("Byteor-Access", "a1"));
        server.on("GET", "/audit/v1/accesses/a1", 200, """
                {"accessId":"a1","rows":1,"bytes":%d,"sha256":"%s","outcome":%s,"code":%s,"masked":[],
                "answeredFrom":{"checkpoint":{"digest":"sha256:c","sequence":3},"offsets":{"t":{"0":7}}}}""".formatted(
                        bytes.length, Digest.of(bytes), json(outcome), json(code)));
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
