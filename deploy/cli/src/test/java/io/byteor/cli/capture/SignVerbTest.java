package io.byteor.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.Byteor;
import io.byteor.cli.http.ScriptedServer;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.signature.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code create --sign}, {@code sign} and {@code verify --trust}, by their command lines. */
class SignVerbTest {
    @TempDir
    Path folder;

    private Path bundle;

    @BeforeEach
    void writeInput() throws IOException {
        bundle = folder.resolve("bundle");
        Files.writeString(folder.resolve("spec.json"), """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"}],
                 "roles":[{"name":"r","reads":"feed","stages":[{"name":"e","emit":{"target":"t"}}]}]}""");
        Files.writeString(folder.resolve("feed.ndjson"), "{}\n");
        for (int key = 1; key <= 3; key++) {
            String der =
                    "302e020100300506032b657004220420" + "%02x".formatted(key).repeat(32);
            String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(der)));
            Files.writeString(folder.resolve(key + ".pem"), pem);
            Files.writeString(
                    folder.resolve(key + ".pub"),
                    SigningKey.parse(pem, "key").verifyingKey().pem());
        }
    }

    @Test
    void saysWhichTrustedKeysSigned() throws IOException {
        JsonNode created = create("--sign", file("1.pem"));
        JsonNode signed = run(0, "sign", bundle.toString(), "--key", file("2.pem"));

        JsonNode one = run(0, "verify", bundle.toString(), "--trust", file("1.pub"));
        JsonNode both = run(0, "verify", bundle.toString(), "--trust", file("1.pub"), "--trust", file("2.pub"));

        assertThat(both.get("bundleId")).isEqualTo(created.get("bundleId")).isEqualTo(signed.get("bundleId"));
        assertThat(one.get("signedBy")).hasSize(1);
        assertThat(both.get("signedBy")).hasSize(2).contains(signed.get("keyId"), one.at("/signedBy/0"));
        assertThat(bundle.resolve(signed.get("signature").asText())).exists();
    }

    @Test
    void isNotValidUnlessATrustedKeySigned() throws IOException {
        create();

        assertUntrusted(run(1, "verify", bundle.toString(), "--trust", file("3.pub")), "none");
        run(0, "sign", bundle.toString(), "--key", file("1.pem"));
        assertUntrusted(run(1, "verify", bundle.toString(), "--trust", file("3.pub")), "those of others");
        run(0, "verify", bundle.toString());
    }

    @Test
    void noticesASignatureOfAnotherBundle() throws IOException {
        create("--sign", file("1.pem"));
        Path first = bundle;
        bundle = folder.resolve("other");
        Files.writeString(folder.resolve("feed.ndjson"), "{\"other\":1}\n");
        create();
        try (Stream<Path> signatures = Files.list(first.resolve("signatures"))) {
            Files.createDirectories(bundle.resolve("signatures"));
            for (Path signature : signatures.toList()) {
                Files.copy(signature, bundle.resolve("signatures").resolve(signature.getFileName()));
            }
        }

        JsonNode judged = run(1, "verify", bundle.toString(), "--trust", file("1.pub"));

        assertThat(judged.at("/verdicts/signatures/faults/0/code").asText()).isEqualTo("SIGNATURE_INVALID");
        assertThat(judged.at("/verdicts/coherent/status").asText()).isEqualTo("good");
    }

    @Test
    void makesNoBundleWithAKeyThatIsNone() throws IOException {
        run(2, withCreate("--sign", file("1.pub")));

        assertThat(bundle).doesNotExist();
    }

    @Test
    void judgesSignaturesInAnArchiveAndOfAStoredBundleAsInAFolder() throws IOException {
        String id = create("--sign", file("1.pem")).path("bundleId").asText();
        byte[] archive = tar();
        try (ScriptedServer ingest = new ScriptedServer()) {
            ingest.on("GET", "/capture/v1/bundles/" + id, 200, archive, Map.of("Content-Type", "application/x-tar"));
            String tar = Files.write(folder.resolve("bundle.tar"), archive).toString();
            JsonNode signers = run(0, "verify", bundle.toString(), "--trust", file("1.pub"))
                    .path("signedBy");

            for (List<String> place : List.of(List.of(tar), List.of(id, "--url=" + ingest.url(), "--token=t"))) {
                assertThat(signers).hasSize(1);
                assertThat(run(0, verify(place, "1.pub")).path("signedBy")).isEqualTo(signers);
                assertUntrusted(run(1, verify(place, "3.pub")), "those of others");
            }
        }
    }

    @Test
    void noticesAnAlteredSignatureInAnArchiveAndOfAStoredBundle() throws IOException {
        String id = create("--sign", file("1.pem")).path("bundleId").asText();
        try (Stream<Path> signatures = Files.list(bundle.resolve("signatures"))) {
            Path signature = signatures.findFirst().orElseThrow();
            Files.writeString(signature, Files.readString(signature).replaceFirst("\"sig\":\"..", "\"sig\":\"AA"));
        }
        byte[] archive = tar();
        try (ScriptedServer ingest = new ScriptedServer()) {
            ingest.on("GET", "/capture/v1/bundles/" + id, 200, archive, Map.of("Content-Type", "application/x-tar"));
            String tar = Files.write(folder.resolve("bundle.tar"), archive).toString();

            for (List<String> place : List.of(List.of(tar), List.of(id, "--url=" + ingest.url(), "--token=t"))) {
                JsonNode judged = run(1, verify(place, "1.pub"));

                assertThat(judged.path("bundleId").asText()).isEqualTo(id);
                assertThat(judged.path("signedBy")).isEmpty();
                assertThat(judged.at("/verdicts/intact/status").asText()).isEqualTo("good");
                assertThat(judged.at("/verdicts/signatures/faults").findValuesAsText("code"))
                        .containsExactly("BUNDLE_ALTERED", "SIGNATURE_INVALID");
            }
        }
    }

    private String[] verify(List<String> place, String key) {
        return Stream.of(Stream.of("verify"), place.stream(), Stream.of("--trust", file(key)))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    private byte[] tar() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        BundleTar.write(bundle, tar);
        return tar.toByteArray();
    }

    private static void assertUntrusted(JsonNode judged, String found) {
        JsonNode fault = judged.at("/verdicts/signatures/faults/0");
        assertThat(fault.path("code").asText()).isEqualTo("SIGNATURE_INVALID");
        assertThat(fault.path("value").asText()).isEqualTo(found);
        assertThat(judged.path("valid").asBoolean()).isFalse();
    }

    private JsonNode create(String... options) throws IOException {
        return run(0, withCreate(options));
    }

    private String[] withCreate(String... options) {
        List<String> fixed = List.of(
                "create",
                "--spec=" + folder.resolve("spec.json"),
                "--lane=feed=" + folder.resolve("feed.ndjson"),
                "--agent=a",
                "--env=e",
                "--incident=I",
                "--captured-at=2026-11-24T10:00:00Z",
                "--out=" + bundle);
        return Stream.concat(fixed.stream(), Stream.of(options)).toArray(String[]::new);
    }

    private static JsonNode run(int code, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] line = Stream.of(Stream.of("incident-bundle"), Stream.of(arguments), Stream.of("-o", "json"))
                .flatMap(part -> part)
                .toArray(String[]::new);
        int found = Byteor.run(new PrintStream(out), new PrintStream(OutputStream.nullOutputStream()), line);
        assertThat(found).isEqualTo(code);
        return CanonicalJson.mapper().readTree(out.toByteArray());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
