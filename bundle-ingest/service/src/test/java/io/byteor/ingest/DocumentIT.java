package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.digest.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document, held against the service that serves it. */
@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class DocumentIT {
    private static final String BUNDLE = "/capture/v1/bundles/{bundleId}";
    private static final String FILE = BUNDLE + "/files/{path}";
    private static final String BLOB = "/capture/v1/blobs/{digest}";
    /** Of every message, whatever it is about. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "content-type", "transfer-encoding", "x-content-type-options");

    private final TestBundle bundle = TestBundle.of(UUID.randomUUID().toString());
    private JsonNode document;

    @BeforeEach
    void read() {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> as("agent")
                                .contentType("application/x-tar")
                                .body(bundle.tar())
                                .post("/capture/v1/bundles")
                                .statusCode()
                        < 300);
        byte[] served = given().get("/capture/v1/openapi?format=json").asByteArray();
        document = CanonicalJson.parse(served, "document");
    }

    @Test
    void showsManifestsThatAreTaken() {
        JsonNode shown = document.path("paths")
                .path("/capture/v1/bundles")
                .at("/post/requestBody/content/application~1json/examples/manifests/value");

        as("agent")
                .contentType("application/json")
                .body(shown.toString())
                .post("/capture/v1/bundles")
                .then()
                .statusCode(202)
                .body("missing", hasItem("sha256:" + shown.at("/signatures/0").asText()))
                .body(
                        "bundleId",
                        equalTo(Digest.of(utf8(shown.path("tagManifest"))).toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "Range, bytes=0-9, 206",
        "Range, bytes=1000000-, 416",
        "If-Range, '\"other\"', 200",
        "If-Match, '\"other\"', 412",
        "If-None-Match, '*', 304"
    })
    void tellsWhatAFileIsAskedForByAndHowItIsAnswered(String header, String value, int status) {
        Response answer =
                as("analyst").header(header, value).get(FILE, bundle.id().toString(), "incident.json");

        assertThat(parameters(FILE, "get")).contains(header);
        isAsDocumented(FILE, "get", answer, status);
    }

    @Test
    void tellsHowABlobInPartsIsAnswered() {
        byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of(content).toString();

        isAsDocumented(BLOB, "put", put(digest, content, 0, 10), 202);
        isAsDocumented(BLOB, "head", as("agent").head(BLOB, digest), 204);
        isAsDocumented(BLOB, "put", put(digest, content, 20, 30), 409);
        isAsDocumented(BLOB, "put", put(digest, content, 10, content.length), 201);
        isAsDocumented(BLOB, "head", as("agent").head(BLOB, digest), 200);
        assertThat(parameters(BLOB, "put")).contains("Content-Range", "Content-Length");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/x-tar"})
    void tellsHowABundleIsAnswered(String form) {
        Response answer = as("analyst").accept(form).get(BUNDLE, bundle.id().toString());

        isAsDocumented(BUNDLE, "get", answer, 200);
        assertThat(answer.contentType()).startsWith(form);
        assertThat(operation(BUNDLE, "get").at("/responses/200/content").has(form))
                .isTrue();
    }

    private void isAsDocumented(String path, String method, Response answer, int status) {
        JsonNode response = operation(path, method).path("responses").path(Integer.toString(status));
        Set<String> described = new TreeSet<>(FRAMING);
        response.path("headers").fieldNames().forEachRemaining(name -> described.add(name.toLowerCase(Locale.ROOT)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(response.isObject()).as("%s %s %d", method, path, status).isTrue();
        assertThat(answer.headers().asList())
                .extracting(header -> header.getName().toLowerCase(Locale.ROOT))
                .isSubsetOf(described);
    }

    private List<String> parameters(String path, String method) {
        return StreamSupport.stream(operation(path, method).path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("header"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    private JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    private static Response put(String digest, byte[] content, int from, int to) {
        return as("agent")
                .contentType("application/octet-stream")
                .header("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, content.length))
                .body(Arrays.copyOfRange(content, from, to))
                .put(BLOB, digest);
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role));
    }

    private static byte[] utf8(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }
}
