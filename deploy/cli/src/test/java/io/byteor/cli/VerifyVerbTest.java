package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.ScriptedServer;
import io.byteor.cli.output.JsonForm;
import io.byteor.schemas.bundle.BundleTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyVerbTest {
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
             "roles":[{"name":"r","reads":"feed","stages":[{"name":"s","emit":{"target":"t"}}]}]}""";

    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

    private Path bundle;
    private String bundleId;

    @BeforeEach
    void createBundle() throws IOException {
        bundle = folder.resolve("bundle");
        Path spec = Files.writeString(folder.resolve("spec.json"), SPEC);
        Path feed = Files.writeString(folder.resolve("feed.ndjson"), "{\"id\":1}\n{\"id\":2}\n");
        String line = "incident-bundle create --agent a --env demo --incident I-1 --title t -o json";
        String[] options = {"--spec", spec.toString(), "--lane", "feed=" + feed, "--out", bundle.toString()};
        CommandLineRun run = CommandLineRun.plain(concat(line.split(" "), options));
        bundleId = json(run).path("bundleId").textValue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aValidBundleIsExitCodeZeroInEveryForm() throws IOException {
        Path plain = Files.write(folder.resolve("bundle.tar"), tar());
        Path compressed = folder.resolve("bundle.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(tar());
        }

        for (Path place : new Path[] {bundle, plain, compressed}) {
            CommandLineRun run = verify(place.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(json(run).path("bundleId").textValue()).isEqualTo(bundleId);
            assertThat(json(run).at("/verdicts/coherent/status").textValue()).isEqualTo("good");
            assertThat(verify(place.toString(), "--layer", "bag").exitCode()).isZero();
        }
    }

    @Test
    void givesEveryVerdictWithTheFileTheExpectedAndTheFound() throws IOException {
        Path damaged = bundle.resolve("data/spec.json");
        Files.writeString(damaged, SPEC.replace("\"p\"", "\"q\""));

        CommandLineRun run = verify(bundle.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode verdicts = json(run).path("verdicts");
        assertThat(verdicts.fieldNames())
                .toIterable()
                .containsExactly("wellFormed", "complete", "intact", "coherent", "signatures");
        JsonNode fault = verdicts.at("/intact/faults/0");
        assertThat(fault.path("place").textValue()).isEqualTo("data/spec.json");
        assertThat(fault.path("expected").textValue()).startsWith("sha256:");
        assertThat(fault.path("value").textValue())
                .startsWith("sha256:")
                .isNotEqualTo(fault.path("expected").textValue());
        assertThat(verdicts.at("/coherent/status").textValue()).isEqualTo("not_judged");
        assertThat(verify(bundle.toString(), "--layer", "bag").exitCode()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedWhileStreamingIsAVerdict() throws IOException {
        byte[] tar = tar();
        Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(tar, tar.length / 2));

        for (String layer : new String[] {"bundle", "bag"}) {
            CommandLineRun run = verify(cut.toString(), "--layer", layer);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(json(run).at("/verdicts/wellFormed/faults/0/code").textValue())
                    .isEqualTo("ARCHIVE_UNREADABLE");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void judgesAStoredBundleByItsBytesAlone() throws IOException {
        server.on("GET", "/capture/v1/bundles/" + bundleId, 200, tar(), Map.of("Content-Type", "application/x-tar"));
        String other = "sha256:" + "0".repeat(64);
        server.on("GET", "/capture/v1/bundles/" + other, 200, tar(), Map.of("Content-Type", "application/x-tar"));

        CommandLineRun right = CommandLineRun.of(server, "incident-bundle", "verify", bundleId, "-o", "json");
        CommandLineRun wrong = CommandLineRun.of(server, "incident-bundle", "verify", other, "-o", "json");

        assertThat(right.exitCode()).isZero();
        assertThat(server.asked().getFirst().header("Accept"))
                .hasValueSatisfying(accept -> assertThat(accept).startsWith("application/x-tar"));
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(json(wrong).at("/verdicts/intact/faults/0/place").textValue())
                .isEqualTo("tagmanifest-sha256.txt");
    }

    @Test
    void aBundleThatIsNowhereIsWrongUsage() {
        assertThat(verify(folder.resolve("nothing").toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void lintSaysWhatAReplayWouldStumbleOver() throws IOException {
        CommandLineRun run = CommandLineRun.plain("incident-bundle", "lint", bundle.toString(), "-o", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json(run).path("clean").booleanValue()).isFalse();
        assertThat(json(run).path("findings"))
                .extracting(finding -> finding.path("code").textValue())
                .contains("TIMES_MISSING", "SNAPSHOTS_MISSING");
        assertThat(CommandLineRun.plain("incident-bundle", "lint", bundleId).exitCode())
                .isEqualTo(2);
    }

    private byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleTar.write(bundle, out);
        return out.toByteArray();
    }

    private static CommandLineRun verify(String... arguments) {
        return CommandLineRun.plain(concat(new String[] {"incident-bundle", "verify", "-o", "json"}, arguments));
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        return JsonForm.mapper().readTree(run.lastLine());
    }

    private static String[] concat(String[] first, String... rest) {
        String[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }
}
