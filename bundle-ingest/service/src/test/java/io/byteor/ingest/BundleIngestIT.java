package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.BundleCaptured;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class BundleIngestIT {
    private static final String BUNDLES = "/capture/v1/bundles";

    @ConfigProperty(name = IngestSetUp.STORE)
    Path store;

    @TempDir
    Path folder;

    private final TestBundle bundle = TestBundle.of(UUID.randomUUID().toString());

    @BeforeEach
    void awaitBroker() {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> post(bundle.tar(), "agent").extract().statusCode() < 300);
        await().atMost(Duration.ofSeconds(10)).until(() -> CapturedEvents.count(bundle) > 0);
    }

    @Test
    void storesAndAnnouncesANewBundleAndAnswersTheSameAgain() throws IOException {
        TestBundle fresh = TestBundle.of(UUID.randomUUID().toString());

        post(fresh.tar(), "agent")
                .statusCode(201)
                .header("Location", containsString(fresh.id().toString()))
                .body("bundleId", equalTo(fresh.id().toString()))
                .body("directory", startsWith("file:"))
                .body("files", equalTo(11));
        post(fresh.tar(), "agent")
                .statusCode(200)
                .body("bundleId", equalTo(fresh.id().toString()));

        List<BundleCaptured> events = CapturedEvents.all().stream()
                .filter(event -> event.getBundleId().equals(fresh.id().toString()))
                .toList();
        assertThat(events).hasSize(1);
        assertThat(events.getFirst()
                        .getLanes()
                        .getFirst()
                        .getSegments()
                        .getFirst()
                        .getRecords())
                .isEqualTo(100);
        assertThat(store.resolve("unannounced")).isEmptyDirectory();
        assertThat(store.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void describesAStoredBundleAndGivesItsFiles() {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get(BUNDLES + "/" + bundle.id())
                .then()
                .statusCode(200)
                .body("bundleId", equalTo(bundle.id().toString()))
                .body("announced", equalTo(true))
                .body("incident.agent", equalTo("agent-1"));
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .head(BUNDLES + "/" + bundle.id())
                .then()
                .statusCode(200);
        byte[] tags = given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get(BUNDLES + "/" + bundle.id() + "/files/" + BundleLayout.TAG_MANIFEST)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(Digest.of(tags)).isEqualTo(bundle.id());
    }

    @ParameterizedTest
    @CsvSource({
        "/sha256:0000000000000000000000000000000000000000000000000000000000000000, 404, BUNDLE_NOT_FOUND",
        "/nonsense, 400, REQUEST_INVALID"
    })
    void saysWhatItDoesNotHave(String path, int status, String code) {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get(BUNDLES + path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void announcesAgainWhatACrashLeftUnmarked() throws IOException {
        assertThat(CapturedEvents.count(bundle)).isEqualTo(1);

        // What is there when the process died after the broker had the event and before the mark.
        Files.createFile(store.resolve("unannounced").resolve(bundle.id().hex()));

        await().atMost(Duration.ofSeconds(10)).until(() -> CapturedEvents.count(bundle) == 2);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(store.resolve("unannounced")).isEmptyDirectory());
    }

    @Test
    void letsNobodyInWithoutATokenOfItsOwn() {
        given().contentType("application/x-tar")
                .body(bundle.tar())
                .post(BUNDLES)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"));
        given().auth()
                .oauth2(TestTokens.forAudience("somebody-else", "agent", "agent-1"))
                .get(BUNDLES + "/" + bundle.id())
                .then()
                .statusCode(401);
        post(bundle.tar(), "analyst").statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void takesABundleOnlyFromItsAgentInAnEnvironmentOfItsToken() throws IOException {
        byte[] tar = TestBundle.of(UUID.randomUUID().toString()).tar();

        refusedFor(TestTokens.of("agent", "agent-2", "*"), tar, 403, "AGENT_MISMATCH", "incident.json#/agent")
                .body("value", equalTo("agent-1"));
        refusedFor(TestTokens.of("agent", "agent-1", "other"), tar, 403, "FORBIDDEN", "incident.json#/environment")
                .body("value", equalTo("demo"));
    }

    @Test
    void refusesWhatIsNoTar() throws IOException {
        byte[] noise = new byte[1 << 20];
        new SplittableRandom(1).nextBytes(noise);

        refused(noise, 400, "ARCHIVE_UNREADABLE", "archive@512");
        refused(new byte[0], 400, "ARCHIVE_UNREADABLE", "archive@");
    }

    @Test
    void refusesAnAlteredAndAMissingFile() throws IOException {
        Path altered = folder.resolve("altered");
        TestBundle.write(altered, "altered", TestBundle.SPEC);
        Files.writeString(altered.resolve(BundleLayout.ENVIRONMENT), "{}");
        refused(TestBundle.tar(altered), 400, "BUNDLE_ALTERED", BundleLayout.ENVIRONMENT);

        Path missing = folder.resolve("missing");
        TestBundle.write(missing, "missing", TestBundle.SPEC);
        Files.delete(missing.resolve(BundleLayout.VALIDATION));
        refused(TestBundle.tar(missing), 400, "BUNDLE_INCOMPLETE", BundleLayout.VALIDATION);
    }

    @Test
    void refusesAnAlteredSegment() throws IOException {
        Path altered = folder.resolve("altered");
        TestBundle.write(altered, "altered", TestBundle.SPEC);
        Path segment = altered.resolve(BundleLayout.segment("feed", 0));
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 4;
        Files.write(segment, bytes);

        refused(TestBundle.tar(altered), 400, "BUNDLE_ALTERED", BundleLayout.segment("feed", 0));
    }

    @ParameterizedTest
    @CsvSource({"b/../../evil", "/etc/passwd", "b/data/a\\..\\b", "b/fetch.txt"})
    void refusesAPathThatEscapesOrIsPlanted(String path) throws IOException {
        refused(emptyFile(path), 400, "PATH_REFUSED", "").body("value", containsString(path.substring(2)));
    }

    @Test
    void refusesAnUnknownMajorVersion() throws IOException {
        Path other = folder.resolve("other");
        TestBundle.write(other, "other", TestBundle.SPEC);
        Path incident = other.resolve(BundleLayout.INCIDENT);
        Files.writeString(
                incident, Files.readString(incident).replace("\"formatVersion\":\"1.0\"", "\"formatVersion\":\"2.0\""));
        Path tags = other.resolve(BundleLayout.TAG_MANIFEST);
        Files.writeString(
                tags,
                Files.readString(tags)
                        .replaceAll(
                                "[0-9a-f]{64}  incident.json",
                                Digest.of(Files.readAllBytes(incident)).hex() + "  incident.json"));

        refused(TestBundle.tar(other), 400, "FORMAT_VERSION_UNKNOWN", "incident.json#/formatVersion")
                .body("value", equalTo("2.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"emit\":{\"lane\":\"strong\"}', '\"emit\":{\"lane\":\"feed\"}', SPEC_INVALID, ''",
        "'\"reads\":\"feed\"', '\"reads\":\"nowhere\"', SPEC_INVALID, '/roles/0/reads'",
        "'payload.mag >= 4.5', 'payload.mag >=', EXPRESSION_INVALID, '/roles/0/stages/0'"
    })
    void refusesASpecThatCannotRun(String found, String replaced, String code, String place) throws IOException {
        refused(
                TestBundle.of("bad-spec", TestBundle.SPEC.replace(found, replaced))
                        .tar(),
                400,
                code,
                place);
    }

    @Test
    void takesUploadsThatFollowEachOtherOnOneConnectionBeforeTheFirstIsAnswered() throws IOException {
        List<TestBundle> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(TestBundle.of(UUID.randomUUID().toString()));
        }

        try (Socket connection = new Socket("127.0.0.1", RestAssured.port)) {
            OutputStream out = connection.getOutputStream();
            for (TestBundle one : sent) {
                boolean last = one.equals(sent.getLast());
                String head =
                        "POST %s HTTP/1.1\r\nHost: ingest\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n%s\r\n"
                                .formatted(
                                        BUNDLES,
                                        TestTokens.of("agent"),
                                        one.tar().length,
                                        // an upload that does not say what it is, is what it is
                                        last ? "Connection: close\r\n" : "Content-Type: application/x-tar\r\n");
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(one.tar());
            }
            out.flush();

            String answers = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers.split("HTTP/1.1 201 Created", -1)).hasSize(1 + sent.size());
            assertThat(sent)
                    .allSatisfy(one -> assertThat(answers).contains(one.id().toString()));
        }
    }

    @Test
    void refusesEarlyInALongBodyWithAnAnswer() throws Exception {
        byte[] noise = new byte[1 << 20];
        new SplittableRandom(2).nextBytes(noise);
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + BUNDLES))
                .header("Authorization", "Bearer " + TestTokens.of("agent"))
                .header("Content-Type", "application/x-tar")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(64, noise)))
                .build();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("ARCHIVE_UNREADABLE");
        }
        assertThat(store.resolve("uploads")).isEmptyDirectory();
    }

    private ValidatableResponse refused(byte[] tar, int status, String code, String place) throws IOException {
        return refusedFor(TestTokens.of("agent"), tar, status, code, place);
    }

    private ValidatableResponse refusedFor(String token, byte[] tar, int status, String code, String place)
            throws IOException {
        List<String> storedBefore = stored();
        int announcedBefore = CapturedEvents.all().size();

        ValidatableResponse answer = postWith(token, tar)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("place", containsString(place));

        assertThat(stored()).isEqualTo(storedBefore);
        assertThat(CapturedEvents.all()).hasSize(announcedBefore);
        return answer;
    }

    /** A tar archive of one empty file. */
    private static byte[] emptyFile(String path) {
        byte[] tar = new byte[3 * 512];
        put(tar, 0, path);
        put(tar, 124, "00000000000");
        tar[156] = '0';
        put(tar, 148, "        ");
        int checksum = 0;
        for (int i = 0; i < 512; i++) {
            checksum += tar[i];
        }
        put(tar, 148, "%06o\0 ".formatted(checksum));
        return tar;
    }

    private static void put(byte[] target, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> all = Files.walk(store)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private static ValidatableResponse post(byte[] tar, String role) {
        return postWith(TestTokens.of(role), tar);
    }

    private static ValidatableResponse postWith(String token, byte[] tar) {
        return given().auth()
                .oauth2(token)
                .contentType("application/x-tar")
                .body(tar)
                .post(BUNDLES)
                .then();
    }
}
