package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class BundleDownloadIT {
    private static final String BUNDLES = "/capture/v1/bundles/";
    private static final String SEGMENT = BundleLayout.segment("feed", 0);

    @ConfigProperty(name = IngestSetUp.STORE)
    Path store;

    private final TestBundle bundle = TestBundle.of(UUID.randomUUID().toString());

    @BeforeEach
    void storeIt() {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> given().auth()
                                .oauth2(TestTokens.of("agent"))
                                .contentType("application/x-tar")
                                .body(bundle.tar())
                                .post("/capture/v1/bundles")
                                .statusCode()
                        < 300);
    }

    @Test
    void givesAFileWithValidatorsAndDigest() {
        byte[] whole = whole();
        String digest = Base64.getEncoder().encodeToString(Digest.of(whole).raw());

        file(asAnalyst())
                .statusCode(200)
                .header("ETag", "\"" + Digest.of(whole) + "\"")
                .header("Repr-Digest", "sha-256=:" + digest + ":")
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Length", Integer.toString(whole.length));
        asAnalyst()
                .head(BUNDLES + bundle.id() + "/files/" + SEGMENT)
                .then()
                .statusCode(200)
                .header("ETag", "\"" + Digest.of(whole) + "\"")
                .header("Content-Length", Integer.toString(whole.length));
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 10", "bytes=100-, 100, -1", "bytes=-7, -7, -1"})
    void givesARange(String range, int from, int to) {
        byte[] whole = whole();
        int begin = from < 0 ? whole.length + from : from;
        int end = to < 0 ? whole.length : to;

        byte[] part = file(asAnalyst().header("Range", range))
                .statusCode(206)
                .header("Content-Range", "bytes %d-%d/%d".formatted(begin, end - 1, whole.length))
                .header("Content-Length", Integer.toString(end - begin))
                .extract()
                .asByteArray();

        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, begin, end));
    }

    @Test
    void refusesARangeBeyondTheEnd() {
        int size = whole().length;

        file(asAnalyst().header("Range", "bytes=" + size + "-"))
                .statusCode(416)
                .contentType("application/problem+json")
                .header("Content-Range", "bytes */" + size)
                .body("code", equalTo("RANGE_NOT_SATISFIABLE"));
    }

    @Test
    void obeysConditions() {
        byte[] whole = whole();
        String tag = "\"" + Digest.of(whole) + "\"";

        file(asAnalyst().header("If-None-Match", tag)).statusCode(304).header("ETag", tag);
        file(asAnalyst().header("If-None-Match", "\"other\"")).statusCode(200);
        file(asAnalyst().header("Range", "bytes=0-0").header("If-Range", tag)).statusCode(206);
        file(asAnalyst().header("Range", "bytes=0-0").header("If-Range", "\"other\""))
                .statusCode(200)
                .header("Content-Length", Integer.toString(whole.length));
    }

    @Test
    void givesTheWholeBundleAsTheTarThatTheWriterMakes() {
        byte[] tar = asAnalyst()
                .accept("application/x-tar")
                .get(BUNDLES + bundle.id())
                .then()
                .statusCode(200)
                .contentType("application/x-tar")
                .header("Content-Disposition", containsString(bundle.id().hex()))
                .extract()
                .asByteArray();

        assertThat(tar).isEqualTo(bundle.tar());
    }

    @Test
    void leavesARecordOfWhateverIsHandedOut() {
        byte[] whole = whole();
        assertThat(ended(1)).satisfies(access -> {
            assertThat(access.getKind()).isEqualTo("bundle_file");
            assertThat(access.getReader().getIssuer()).isEqualTo("https://byteor.local");
            assertThat(access.getRoles()).containsExactly("analyst");
            assertThat(access.getEnvironments()).containsExactly("demo");
            assertThat(access.getAsked())
                    .isEqualTo("{\"bundleId\":\"%s\",\"path\":\"%s\"}".formatted(bundle.id(), SEGMENT));
            assertHandedOut(access, whole);
        });

        byte[] part = file(asAnalyst().header("Range", "bytes=0-9"))
                .statusCode(206)
                .extract()
                .asByteArray();
        assertThat(ended(2)).satisfies(access -> {
            assertThat(access.getAsked()).contains("\"range\":\"bytes 0-9/" + whole.length + "\"");
            assertHandedOut(access, part);
        });

        given().auth()
                .oauth2(TestTokens.of("agent", "agent-1", "demo"))
                .accept("application/x-tar")
                .get(BUNDLES + bundle.id())
                .then()
                .statusCode(200);
        assertThat(ended(3)).satisfies(access -> {
            assertThat(access.getKind()).isEqualTo("bundle");
            assertThat(access.getReader().getSubject()).isEqualTo("agent-1");
            assertHandedOut(access, bundle.tar());
        });
        assertThat(begun()).hasSize(3);
    }

    private static void assertHandedOut(AccessRecorded access, byte[] bytes) {
        assertThat(access.getEnd().getOutcome()).isEqualTo("completed");
        assertThat(access.getEnd().getBytes()).isEqualTo(bytes.length);
        assertThat(access.getEnd().getSha256())
                .isEqualTo(ByteBuffer.wrap(Digest.of(bytes).raw()));
    }

    @Test
    void leavesNoRecordWhereNoByteGoesOut() {
        int size = whole().length;
        String tag = "\"" + Digest.of(whole()) + "\"";

        asAnalyst().head(BUNDLES + bundle.id() + "/files/" + SEGMENT).then().statusCode(200);
        asAnalyst()
                .accept("application/x-tar")
                .head(BUNDLES + bundle.id())
                .then()
                .statusCode(200);
        file(asAnalyst().header("If-None-Match", tag)).statusCode(304);
        file(asAnalyst().header("Range", "bytes=" + size + "-")).statusCode(416);
        describe(TestTokens.of("analyst")).statusCode(200);

        assertThat(begun()).hasSize(2);
    }

    private List<AccessRecorded> begun() {
        return accesses().stream().filter(access -> access.getEnd() == null).toList();
    }

    /** The last of so many that have ended. */
    private AccessRecorded ended(int many) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> accesses().stream()
                                .filter(access -> access.getEnd() != null)
                                .toList(),
                        ended -> ended.size() == many)
                .getLast();
    }

    private List<AccessRecorded> accesses() {
        return TopicEvents.all(Topic.ACCESS, AccessRecorded.class, AccessRecorded::getAccessId).stream()
                .filter(access -> bundle.id().toString().equals(access.getBundleId()))
                .toList();
    }

    @Test
    void describesTheBundleWithItsFiles() {
        asAnalyst()
                .accept("*/*")
                .get(BUNDLES + bundle.id())
                .then()
                .statusCode(200)
                .body("manifest", hasSize(11))
                .body("manifest.path", hasItem(SEGMENT))
                .body("verdicts.valid", equalTo(true))
                .body("verdicts.intact", nullValue());
    }

    @Test
    void verifiesAnewWhatIsStored() throws IOException {
        asAnalyst()
                .get(BUNDLES + bundle.id() + "?verify=true")
                .then()
                .statusCode(200)
                .body("verdicts.valid", equalTo(true))
                .body("verdicts.intact", empty());

        Path holder = storedFile(whole());
        byte[] sound = Files.readAllBytes(holder);
        byte[] damaged = sound.clone();
        damaged[indexOf(sound, whole()) + whole().length / 2] ^= 4;
        Files.write(holder, damaged);

        try {
            asAnalyst()
                    .get(BUNDLES + bundle.id() + "?verify=true")
                    .then()
                    .statusCode(200)
                    .body("verdicts.valid", equalTo(false))
                    .body("verdicts.intact[0].code", equalTo("BUNDLE_ALTERED"))
                    .body("verdicts.intact[0].place", equalTo(SEGMENT));
        } finally {
            Files.write(holder, sound);
        }
    }

    @Test
    void showsABundleToItsAgentAndToItsEnvironmentAlone() {
        describe(TestTokens.of("agent", "agent-1", "demo")).statusCode(200);
        describe(TestTokens.of("agent", "agent-2", "*"))
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"))
                .body("value", equalTo("agent-2"));
        describe(TestTokens.of("operator", "olivia", "demo")).statusCode(200);
        describe(TestTokens.of("operator", "olivia", "prod"))
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"))
                .body("value", equalTo("demo"));
    }

    private ValidatableResponse describe(String token) {
        return given().auth().oauth2(token).get(BUNDLES + bundle.id()).then();
    }

    /** The newest file of the store that holds this content. */
    private Path storedFile(byte[] content) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            List<Path> newestFirst = files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
            for (Path file : newestFirst) {
                if (indexOf(Files.readAllBytes(file), content) >= 0) {
                    return file;
                }
            }
        }
        throw new AssertionError("no stored file holds it");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private byte[] whole() {
        return file(asAnalyst()).statusCode(200).extract().asByteArray();
    }

    private ValidatableResponse file(RequestSpecification request) {
        return request.get(BUNDLES + bundle.id() + "/files/" + SEGMENT).then();
    }

    private static RequestSpecification asAnalyst() {
        return given().auth().oauth2(TestTokens.of("analyst"));
    }
}
