package io.byteor.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.byteor.e2e.terminal.Screen;
import io.byteor.launcher.credential.ClientFile;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.port.Ports;
import io.byteor.launcher.process.ProcessIdentity;
import io.byteor.launcher.state.PartState;
import io.byteor.launcher.state.RunFile;
import io.byteor.launcher.state.RunState;
import io.byteor.schemas.audit.AuditJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data directory over three runs: the demo, which ends in order; one whose launcher is killed; and the one after it. */
@Order(1)
class SystemE2E {
    @TempDir
    Path folder;

    private Path data;

    @AfterEach
    void down() {
        run("down");
    }

    @Test
    void walksOneIncidentFromCaptureToVerifiedAuditAndKeepsItOverACleanStopAndAKilledLauncher() throws Exception {
        data = folder.resolve("demo");

        // When the demo is played, then it goes as it is told and leaves nothing running
        assertWalksOneIncident(run("demo", "--exit", "-o", "json", "--port", freePort()));
        assertThat(parts()).isEmpty();

        // When the system comes up on what the demo left, then it knows what the demo registered
        RunState first = up();
        assertKnowsTheEnvironment();
        assertRefusesStrangers(first.url());
        assertTakesABundleByCurl(first.url());

        // When its launcher is killed and the next comes up
        kill(first.launcher());
        assertThat(processes(first)).hasSize(Part.values().length).allMatch(ProcessIdentity::isAlive);
        assertThat(parts()).hasSize(Part.values().length);
        RunState second = up();

        // Then what was left behind is gone, and the environment is not
        assertThat(processes(first)).noneMatch(ProcessIdentity::isAlive);
        assertKnowsTheEnvironment();
        JsonNode status = run("status", "-o", "json").lastLine();
        assertThat(status.path("healthy").asBoolean()).isTrue();
        assertThat(status.path("parts")).hasSize(Part.values().length + 1);

        // When it is stopped, then nothing is left
        assertThat(run("down").exitCode()).isZero();
        assertThat(processes(second)).noneMatch(ProcessIdentity::isAlive);
        assertThat(second.launcher().isAlive()).isFalse();
        assertThat(run("status").exitCode()).isEqualTo(1);
    }

    private static void assertWalksOneIncident(Screen demo) {
        assertThat(demo.exitCode()).as("%s", demo).isZero();
        JsonNode result = demo.lastLine();
        assertThat(result.path("bundleId").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(result.path("dryRun").path("outcome").asText()).isEqualTo("completed");
        assertThat(result.path("dryRun").path("actions").asLong()).isEqualTo(170);
        assertThat(result.path("dryRun").path("wouldApply").asLong()).isEqualTo(85);
        assertThat(result.path("dryRun").path("emitted").asLong()).isEqualTo(85);
        assertThat(result.path("rejected").path("codes")).hasToString("[\"APPROVAL_MISSING\"]");
        assertThat(result.path("execute").path("outcome").asText()).isEqualTo("completed");
        assertThat(result.path("execute").path("applied").asLong()).isEqualTo(85);
        assertThat(result.path("targetRecords").asLong()).isEqualTo(85);
        assertThat(result.path("verify").asText()).isEqualTo("intact");
        assertThat(AuditJson.read(printedAudit(demo)).pipeline().match()).isEqualTo("same");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(AuditJson.schema(), InputFormat.JSON)
                        .validate(printedAudit(demo), InputFormat.JSON))
                .isEmpty();
    }

    /** The audit among the steps: from the line that opens it to the one that closes it. */
    private static String printedAudit(Screen demo) {
        List<String> lines = demo.err().lines().toList();
        return String.join("\n", lines.subList(lines.indexOf("{"), lines.indexOf("}") + 1));
    }

    private RunState up() {
        Screen up = run("up", "--detach", "--port", freePort());
        assertThat(up.exitCode()).as("%s", up).isZero();
        return new RunFile(data).read().orElseThrow();
    }

    private void assertKnowsTheEnvironment() {
        Screen got = run("environment", "get", "demo", "-o", "json");
        assertThat(got.exitCode()).as("%s", got).isZero();
        assertThat(got.lastLine().toString()).contains("\"demo\"");
    }

    private static void assertRefusesStrangers(URI front) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/capture/v1/bundles/x", "/govern/v1/environments/x", "/audit/v1/replays")) {
                HttpRequest request =
                        HttpRequest.newBuilder(front.resolve(path)).build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    /** The script is the one that the page on capture shows. */
    private void assertTakesABundleByCurl(URI front) throws Exception {
        String page = Files.readString(Path.of(System.getProperty("byteor.home"), "deploy/docs/capture.md"));
        int begin = page.indexOf("#!", page.indexOf("# push-bundle.sh") - "#!/usr/bin/env bash\n".length());
        Path script =
                Files.writeString(data.resolve("push-bundle.sh"), page.substring(begin, page.indexOf("```", begin)));
        Files.writeString(data.resolve("feed.ndjson"), "{}\n");
        Files.writeString(data.resolve("spec.json"), """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
                 "roles":[{"name":"r","reads":"feed","stages":[{"name":"e","emit":{"target":"t"}}]}]}""");
        String bundle = Screen.of(List.of(
                        "incident-bundle",
                        "create",
                        "--spec=" + data.resolve("spec.json"),
                        "--lane=feed=" + data.resolve("feed.ndjson"),
                        "--agent=quake-agent",
                        "--env=demo",
                        "--incident=I",
                        "--out=" + data.resolve("bundle"),
                        "-o=json"))
                .lastLine()
                .path("bundleId")
                .asText();

        ProcessBuilder push = new ProcessBuilder("bash", script.toString())
                .directory(data.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        push.environment().put("BYTEOR_URL", front.toString().replaceAll("/$", ""));
        push.environment()
                .put("TOKEN", ClientFile.read(data).orElseThrow().tokens().get("agent"));
        Process pushed = push.start();

        assertThat(new String(pushed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"bundleId\":\"" + bundle + "\"");
        assertThat(pushed.waitFor()).isZero();
    }

    private Screen run(String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("--data", data.toString()));
        return Screen.of(whole);
    }

    /** The processes of the system with this data directory; others may run beside it. */
    private Stream<ProcessHandle> parts() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("-Dbyteor.data=" + data + " "))
                        .isPresent());
    }

    private static List<ProcessIdentity> processes(RunState run) {
        return run.parts().stream().map(PartState::process).toList();
    }

    private static void kill(ProcessIdentity launcher) {
        ProcessHandle process = launcher.find().orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String freePort() {
        return Integer.toString(new Ports(new Random()).free());
    }
}
