package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class BlobUploadIT {
    private static final String BUNDLES = "/capture/v1/bundles";
    private static final String BLOBS = "/capture/v1/blobs/";
    private static final String AGENT = "agent-1";

    @TempDir
    Path folder;

    private final byte[] content = noise(200_000);
    private final Digest blob = Digest.of(content);

    @Test
    void takesABlobInPartsAndTellsHowFarItIs() {
        head(AGENT).statusCode(404);

        nothingMore("bytes */200000").statusCode(409).body("code", equalTo("UPLOAD_OFFSET"));
        put(0, 80_000, AGENT).statusCode(202).header("Upload-Offset", "80000").header("Upload-Complete", "?0");
        head(AGENT).statusCode(204).header("Upload-Offset", "80000").header("Upload-Complete", "?0");
        put(90_000, 200_000, AGENT)
                .statusCode(409)
                .contentType("application/problem+json")
                .header("Upload-Offset", "80000")
                .body("code", equalTo("UPLOAD_OFFSET"))
                .body("value", equalTo("80000"));
        put(80_000, 200_000, AGENT).statusCode(201);
        head(AGENT).statusCode(200).header("Content-Length", "200000");
        nothingMore("bytes */200000").statusCode(201);

        head("agent-2").statusCode(404);
    }

    @Test
    void keepsWhatArrivedBeforeTheConnectionBroke() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write("""
                    PUT %s%s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Length: 200000\r
                    \r
                    """.formatted(BLOBS, blob, TestTokens.of("agent")).getBytes(US_ASCII));
            out.write(content, 0, 120_000);
            out.flush();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> head(AGENT).statusCode(204).header("Upload-Offset", "120000"));
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> put(120_000, 200_000, AGENT).statusCode(201));
    }

    @Test
    void refusesContentOfAnotherDigestAndForgetsIt() {
        put(Digest.of(new byte[1]).toString(), content, AGENT)
                .statusCode(400)
                .body("code", equalTo("BLOB_ALTERED"))
                .body("value", equalTo(blob.toString()));
        given().auth()
                .oauth2(TestTokens.of("agent"))
                .head(BLOBS + Digest.of(new byte[1]))
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    })
    void refusesADigestInAnotherSpelling(String digest) {
        put(digest, content, AGENT)
                .statusCode(400)
                .body("code", equalTo("REQUEST_INVALID"))
                .body("detail", equalTo("a digest is sha256: and 64 lower-case hex digits"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 0-9/5",
        "bytes 5-3/10",
        "items 0-199999/200000",
        "bytes 0-9/200000",
        "bytes 0-199999/*",
        "bytes */200000"
    })
    void refusesRangesThatContradictThemselvesOrTheBody(String range) {
        given().auth()
                .oauth2(TestTokens.of("agent"))
                .contentType("application/octet-stream")
                .header("Content-Range", range)
                .body(content)
                .put(BLOBS + blob)
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUEST_INVALID"));
        head(AGENT).statusCode(404);
    }

    @Test
    void takesABundleByItsManifestsOnceItsContentIsThere() throws IOException {
        Path bundle = folder.resolve("bundle");
        Digest id = TestBundle.write(bundle, UUID.randomUUID().toString(), TestBundle.SPEC);

        List<String> missing = commit(bundle)
                .statusCode(202)
                .body("bundleId", equalTo(id.toString()))
                .body(
                        "missing",
                        hasItem(Digest.of(Files.readAllBytes(bundle.resolve(BundleLayout.INCIDENT)))
                                .toString()))
                .extract()
                .path("missing");
        for (byte[] file : files(bundle)) {
            String digest = Digest.of(file).toString();
            if (missing.contains(digest)) {
                put(digest, file, AGENT).statusCode(201);
            }
        }

        // The broker can still be on its way up; the bundle is kept all the same.
        await().atMost(Duration.ofSeconds(15))
                .until(() -> commit(bundle).extract().statusCode() != 503);
        commit(bundle).statusCode(200).body("bundleId", equalTo(id.toString())).body("files", equalTo(11));
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get(BUNDLES + "/" + id + "?verify=true")
                .then()
                .statusCode(200)
                .body("verdicts.valid", equalTo(true));
    }

    @Test
    void refusesABundleWhoseContentDoesNotHoldTogether() throws IOException {
        Path bundle = folder.resolve("bundle");
        TestBundle.write(bundle, UUID.randomUUID().toString(), TestBundle.SPEC.replace("payload.mag >= 4.5", "mag >="));
        for (byte[] file : files(bundle)) {
            put(Digest.of(file).toString(), file, AGENT);
        }

        commit(bundle).statusCode(400).body("code", equalTo("EXPRESSION_INVALID"));
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new SplittableRandom(UUID.randomUUID().getLeastSignificantBits()).nextBytes(noise);
        return noise;
    }

    private static List<byte[]> files(Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            List<byte[]> contents = new java.util.ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(BundleLayout.TAG_MANIFEST)) {
                    contents.add(Files.readAllBytes(file));
                }
            }
            return contents;
        }
    }

    private static ValidatableResponse commit(Path bundle) throws IOException {
        return given().auth()
                .oauth2(TestTokens.of("agent"))
                .contentType("application/json")
                .body(TestBundle.manifests(bundle))
                .post(BUNDLES)
                .then();
    }

    private ValidatableResponse head(String agent) {
        return given().auth()
                .oauth2(TestTokens.of("agent", agent, "*"))
                .head(BLOBS + blob)
                .then();
    }

    private ValidatableResponse put(int from, int to, String agent) {
        return given().auth()
                .oauth2(TestTokens.of("agent", agent, "*"))
                .contentType("application/octet-stream")
                .header("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, content.length))
                .body(Arrays.copyOfRange(content, from, to))
                .put(BLOBS + blob)
                .then();
    }

    private ValidatableResponse nothingMore(String range) {
        return given().auth()
                .oauth2(TestTokens.of("agent", AGENT, "*"))
                .contentType("application/octet-stream")
                .header("Content-Range", range)
                .put(BLOBS + blob)
                .then();
    }

    private static ValidatableResponse put(String digest, byte[] bytes, String agent) {
        return given().auth()
                .oauth2(TestTokens.of("agent", agent, "*"))
                .contentType("application/octet-stream")
                .body(bytes)
                .put(BLOBS + digest)
                .then();
    }
}
