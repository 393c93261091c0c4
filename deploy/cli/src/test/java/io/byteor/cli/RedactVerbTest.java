package io.byteor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.digest.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code redact} and {@code create --redact}, by their command lines. */
class RedactVerbTest {
    private static final String EMAIL = "ann@example.org";

    @TempDir
    Path folder;

    @BeforeEach
    void writeInput() throws IOException {
        Files.writeString(folder.resolve("spec.json"), """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
                 "roles":[{"name":"r","reads":"feed","stages":[{"name":"e","emit":{"target":"t"}}]}]}""");
        Files.writeString(folder.resolve("feed.ndjson"), "{\"email\":\"%s\"}\n{\"email\":null}\n".formatted(EMAIL));
        Files.write(folder.resolve("key"), "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve("rules.json"), """
                {"formatVersion":"1.0","rules":[
                 {"scope":"payload","path":"$.email","action":"pseudonym"},
                 {"scope":"key","action":"remove"}]}""");
    }

    @Test
    void derivesFromAFolderAndFromATarTheBundleThatCreateRedactsAtOnce() throws IOException {
        JsonNode original = run(0, create("bundle"));
        Path tar = folder.resolve("bundle.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            BundleTar.write(folder.resolve("bundle"), out);
        }

        JsonNode ofFolder = run(0, redact("bundle", "one"));
        JsonNode ofTar = run(0, redact("bundle.tar", "two"));
        JsonNode atOnce = run(0, create("three", "--redact", file("rules.json"), "--redact-key", file("key")));

        assertThat(ofFolder.get("parentBundle"))
                .isEqualTo(original.get("bundleId"))
                .isEqualTo(ofFolder.get("rootBundle"));
        assertThat(ofFolder.get("bundleId")).isEqualTo(ofTar.get("bundleId")).isEqualTo(atOnce.get("bundleId"));
        assertThat(atOnce.get("records").asInt()).isEqualTo(2);
        for (String derived : List.of("one", "two", "three")) {
            run(0, "verify", file(derived));
            assertThat(text(folder.resolve(derived))).doesNotContain(EMAIL).contains("p-");
        }
        assertThat(text(folder.resolve("bundle"))).contains(EMAIL);
        assertLeft("bundle", "bundle.tar", "feed.ndjson", "key", "one", "rules.json", "spec.json", "three", "two");
    }

    @Test
    void saysWhatEachRuleChangedAndWarnsOfThoseThatDidNothing() throws IOException {
        run(0, create("bundle"));

        JsonNode redacted = run(0, redact("bundle", "out"));
        CommandLineRun people = CommandLineRun.plain(
                "incident-bundle",
                "redact",
                file("bundle"),
                "--rules",
                file("rules.json"),
                "--key",
                file("key"),
                "--out",
                file("again"));

        assertThat(redacted.at("/rules/0/given/path").asText()).isEqualTo("$.email");
        assertThat(redacted.at("/rules/0/changed").asInt()).isEqualTo(1);
        assertThat(redacted.get("warnings"))
                .hasSize(1)
                .first()
                .extracting(JsonNode::asText)
                .isEqualTo("/rules/1 changed nothing");
        assertThat(String.join("\n", people.out()))
                .contains("key id", "warning", "/rules/1 changed nothing", "RULE      CHANGED  GIVEN");
    }

    @Test
    void createLeavesNothingWhereARuleCannotBeCarriedOut() throws IOException {
        Files.writeString(folder.resolve("feed.ndjson"), "{\"email\":{\"secret\":\"%s\"}}\n".formatted(EMAIL));

        JsonNode problem = run(2, create("out", "--redact", file("rules.json"), "--redact-key", file("key")));

        assertThat(problem.path("code").asText()).isEqualTo("REDACTION_REFUSED");
        assertThat(problem.path("place").asText()).isEqualTo("feed/0 payload");
        assertThat(problem.toString()).doesNotContain(EMAIL);
        assertLeft("feed.ndjson", "key", "rules.json", "spec.json");
    }

    @Test
    void whatIsSignedAtCreationIsTheRedactedBundle() throws IOException {
        Files.writeString(folder.resolve("pem"), """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
                -----END PRIVATE KEY-----
                """);
        run(0, create("signed", "--sign", file("pem"), "--redact", file("rules.json"), "--redact-key", file("key")));

        JsonNode judged = run(0, "verify", file("signed"));
        JsonNode again = run(0, redact("signed", "again"));

        assertThat(judged.at("/verdicts/signatures/status").asText()).isEqualTo("good");
        assertThat(folder.resolve("signed/signatures")).isNotEmptyDirectory();
        assertThat(folder.resolve("again/signatures")).doesNotExist();
        assertThat(again.get("rootBundle")).isNotEqualTo(again.get("parentBundle"));
    }

    @Test
    void asksForAKeyOfEnoughBytesAndForAFreePlace() throws IOException {
        run(0, create("bundle"));
        Files.writeString(folder.resolve("key"), "short");

        assertThat(run(2, redact("bundle", "out")).path("value").asText()).isEqualTo("5 bytes");
        JsonNode without = run(2, create("out", "--redact", file("rules.json")));
        assertThat(without.path("place").asText()).isEqualTo("--redact-key");
        Files.write(folder.resolve("key"), new byte[32]);
        assertThat(run(2, redact("bundle", "bundle")).path("place").asText()).isEqualTo("--out");
        assertThat(run(2, redact("nowhere", "out")).path("place").asText()).isEqualTo("BUNDLE");
        assertLeft("bundle", "feed.ndjson", "key", "rules.json", "spec.json");
    }

    private String[] create(String out, String... options) {
        List<String> fixed = List.of(
                "create",
                "--spec=" + file("spec.json"),
                "--lane=feed=" + file("feed.ndjson"),
                "--agent=a",
                "--env=e",
                "--incident=I",
                "--captured-at=2026-11-24T10:00:00Z",
                "--out=" + file(out));
        return Stream.concat(fixed.stream(), Stream.of(options)).toArray(String[]::new);
    }

    private String[] redact(String bundle, String out) {
        return new String[] {
            "redact", file(bundle), "--rules", file("rules.json"), "--key", file("key"), "--out", file(out)
        };
    }

    private static JsonNode run(int code, String... arguments) {
        CommandLineRun run = CommandLineRun.plain(
                Stream.of(Stream.of("incident-bundle"), Stream.of(arguments), Stream.of("-o", "json"))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isEqualTo(code);
        return CanonicalJson.parse(run.lastLine().getBytes(StandardCharsets.UTF_8), "answer");
    }

    private void assertLeft(String... names) throws IOException {
        try (var left = Files.list(folder)) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactlyInAnyOrder(names);
        }
    }

    private static String text(Path bundle) throws IOException {
        try (var files = Files.walk(bundle)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
