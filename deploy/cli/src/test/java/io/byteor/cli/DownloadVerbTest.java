package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.http.ScriptedServer;
import io.byteor.cli.output.JsonForm;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadVerbTest {
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
             "roles":[{"name":"r","reads":"feed","stages":[{"name":"s","emit":{"target":"t"}}]}]}""";

    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

    private Path bundle;
    private Path home;
    private String bundleId;

    @BeforeEach
    void storeABundle() throws IOException {
        bundle = folder.resolve("bundle");
        home = Files.createDirectory(folder.resolve("home"));
        Path spec = Files.writeString(folder.resolve("spec.json"), SPEC);
        Path feed = Files.writeString(folder.resolve("feed.ndjson"), "{\"id\":1}\n{\"id\":2}\n");
        CommandLineRun run = CommandLineRun.plain(
                "incident-bundle",
                "create",
                "--agent=a",
                "--env=demo",
                "--incident=I-1",
                "--title=t",
                "--spec=" + spec,
                "--lane=feed=" + feed,
                "--out=" + bundle,
                "-o=json");
        bundleId = json(run).path("bundleId").textValue();
        stores(bundleId);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesTheBundleAsTheDirectoryThatItWasMadeFrom() throws IOException {
        Path place = home.resolve("copy");

        JsonNode taken = json(download(0, place));

        assertThat(digests(place)).isEqualTo(digests(bundle));
        assertThat(taken.path("bundleId").textValue()).isEqualTo(bundleId);
        assertThat(taken.path("incidentId").textValue()).isEqualTo("I-1");
        assertThat(taken.path("files").intValue()).isEqualTo(digests(bundle).size());
        assertThat(entries()).containsExactly(place);
    }

    @Test
    void takesTheBundleAsOneTar() throws IOException {
        Path place = home.resolve("copy.tar");

        download(0, place, "--tar");

        assertThat(place).hasBinaryContent(tar());
        assertThat(entries()).containsExactly(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/spec.json",
                "data/journal/feed/00000000000000000000.avro",
                "incident.json",
                "manifest-sha256.txt",
                "tagmanifest-sha256.txt"
            })
    void takesAFileThatTheManifestsNameInPlaceOfAnOlderOne(String path) throws IOException {
        storesFiles("");
        Path place = Files.writeString(home.resolve("file"), "older");

        JsonNode taken = json(download(0, place, "--file", path));

        byte[] content = Files.readAllBytes(bundle.resolve(path));
        assertThat(place).hasBinaryContent(content);
        assertThat(taken.path("sha256").textValue())
                .isEqualTo(Digest.of(content).toString());
        assertThat(taken.path("bytes").intValue()).isEqualTo(content.length);
        assertThat(entries()).containsExactly(place);
    }

    @Test
    void takesASignatureByItsName() throws IOException {
        byte[] envelope = "envelope".getBytes(StandardCharsets.UTF_8);
        String path = "signatures/" + Digest.of(envelope).hex() + ".dsse.json";
        stores(path, envelope);

        download(0, home.resolve("file"), "--file", path);

        assertThat(home.resolve("file")).hasBinaryContent(envelope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/spec.json", "manifest-sha256.txt", "tagmanifest-sha256.txt"})
    void keepsTheOlderFileWhereAnythingOnTheWayToItsDigestIsNotWhatTheIdSays(String altered) throws IOException {
        storesFiles(altered);
        Path place = Files.writeString(home.resolve("file"), "older");

        CommandLineRun run = download(2, place, "--file", "data/spec.json");

        assertThat(json(run).path("code").textValue()).isEqualTo("BUNDLE_ALTERED");
        assertThat(json(run).path("place").textValue()).isEqualTo(altered);
        assertThat(place).hasContent("older");
        assertThat(entries()).containsExactly(place);
    }

    @Test
    void saysWhichFileTheBundleDoesNotHave() throws IOException {
        storesFiles("");

        CommandLineRun run = download(2, home.resolve("file"), "--file", "data/nowhere");

        assertThat(json(run).path("code").textValue()).isEqualTo("FILE_NOT_FOUND");
        assertThat(entries()).isEmpty();
    }

    @Test
    void leavesNothingOfAnotherBundleOrOfHalfOfOne() throws IOException {
        String other = "sha256:" + "0".repeat(64);
        stores(other);
        String half = "sha256:" + "1".repeat(64);
        server.on("GET", "/capture/v1/bundles/" + half, 200, Arrays.copyOf(tar(), 3000), Map.of());

        for (String id : List.of(other, half)) {
            bundleId = id;
            download(2, home.resolve("copy"));
            download(2, home.resolve("copy.tar"), "--tar");
        }

        assertThat(entries()).isEmpty();
    }

    @Test
    void asksForNothingWhereThePlaceIsTaken() {
        download(2, home);
        download(2, home, "--tar");
        download(2, home.resolve("x"), "--tar", "--file", "bagit.txt");

        assertThat(server.asked()).isEmpty();
    }

    private CommandLineRun download(int exitCode, Path to, String... more) {
        List<String> line =
                new ArrayList<>(List.of("incident-bundle", "download", bundleId, "--to", to.toString(), "-o", "json"));
        line.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(server, line.toArray(String[]::new));
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isEqualTo(exitCode);
        return run;
    }

    private void stores(String id) throws IOException {
        server.on("GET", "/capture/v1/bundles/" + id, 200, tar(), Map.of());
    }

    /** Each file by itself, one of them with another first byte. */
    private void storesFiles(String altered) throws IOException {
        for (String path : digests(bundle).keySet()) {
            byte[] content = Files.readAllBytes(bundle.resolve(path));
            content[0] ^= (byte) (path.equals(altered) ? 1 : 0);
            stores(path, content);
        }
    }

    private void stores(String path, byte[] content) {
        server.on("GET", "/capture/v1/bundles/" + bundleId + "/files/" + path, 200, content, Map.of());
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            return entries.toList();
        }
    }

    private byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleTar.write(bundle, out);
        return out.toByteArray();
    }

    private static Map<String, Digest> digests(Path directory) throws IOException {
        Map<String, Digest> digests = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                digests.put(directory.relativize(file).toString(), Digest.of(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        return JsonForm.mapper().readTree(run.lastLine());
    }
}
