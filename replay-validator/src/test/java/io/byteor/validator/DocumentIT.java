package io.byteor.validator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.pipeline.PipelineSpec;
import io.byteor.validator.gateway.http.body.Described;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, held against the service that serves it. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class DocumentIT {
    private static final String EXPLAIN = "/govern/v1/replay-requests:explain";
    private static final String ENTRY = "/govern/v1/{kinds}/{key}";
    private static final Map<String, String> PLACES = Map.of(
            "{replayId}", "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01",
            "{approvalId}", "0197c3f1-52aa-8d3b-9d0e-3f6f1b5f7a10",
            "{escalationId}", "5f0c7b0f1f6c0a4f3a9f2a6f4a4f6a0c.1764150000.000001");

    @Inject
    Engine engine;

    private JsonNode document;

    @BeforeEach
    void read() {
        await().atMost(Duration.ofSeconds(60)).until(engine::isReady);
        byte[] served = given().get("/govern/v1/openapi?format=json").asByteArray();
        document = CanonicalJson.parse(served, "document");
    }

    @Test
    void tellsOfEveryCommandHowItIsRepeatedAndWaitedForAndWhereItsOutcomeIs() {
        assertThat(changes()).isNotEmpty().allSatisfy((path, change) -> {
            List<String> headers = headers(change);
            JsonNode pending = resolved(change.at("/responses/202"));
            if (path.endsWith(EXPLAIN)) {
                assertThat(headers).as(path).isEmpty();
                assertThat(pending.isMissingNode()).as(path).isTrue();
            } else {
                assertThat(headers).as(path).contains("Idempotency-Key", "Prefer");
                assertThat(pending.path("headers").fieldNames())
                        .toIterable()
                        .as(path)
                        .contains("Location", "Retry-After");
                assertThat(pending.at("/content/application~1json/examples"))
                        .as(path)
                        .isNotEmpty();
            }
        });
    }

    @Test
    void tellsHowARevisionIsReplaced() {
        JsonNode put = document.path("paths").path(ENTRY).path("put");

        assertThat(headers(put)).contains("If-Match", "If-None-Match");
        assertThat(put.path("responses").fieldNames()).toIterable().contains("412");
        assertThat(put.at("/responses/200/headers").has("ETag")).isTrue();
    }

    @Test
    void showsBodiesThatAreTaken() {
        assertThat(changes()).allSatisfy((operation, change) -> {
            JsonNode examples = change.at("/requestBody/content/application~1json/examples");
            assertThat(examples).as(operation).isNotEmpty();
            examples.properties()
                    .forEach(example -> assertThat(send(
                                    operation,
                                    change,
                                    example.getKey(),
                                    example.getValue().path("value")))
                            .as(operation + " " + example.getKey())
                            .extracting(Response::statusCode, answer -> answer.path("code"))
                            .containsExactly(operation.endsWith(EXPLAIN) ? 200 : 202, null));
        });
    }

    @Test
    void showsBodiesThatAreAsItDescribesThem() {
        Described described = new Described(document);

        assertThat(changes()).allSatisfy((operation, change) -> {
            JsonNode body = change.at("/requestBody/content/application~1json");
            Described.Judge judge = described.judge(body.path("schema"));
            assertThat(judge.faults(NullNode.instance)).as(operation).isNotEmpty();
            body.path("examples")
                    .properties()
                    .forEach(example -> assertThat(
                                    judge.faults(example.getValue().path("value")))
                            .as(operation + " " + example.getKey())
                            .isEmpty());
        });
    }

    private Map<String, JsonNode> changes() {
        Map<String, JsonNode> changes = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> Set.of("put", "post").contains(operation.getKey()))
                        .forEach(operation ->
                                changes.put(operation.getKey() + " " + path.getKey(), operation.getValue())));
        return changes;
    }

    private static List<String> headers(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("header"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static Response send(String operation, JsonNode described, String name, JsonNode body) {
        List<String> parts = List.of(operation.split(" ", 2));
        String path = parts.getLast();
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            path = path.replace(place.getKey(), place.getValue());
        }
        path = path.replace("{kinds}/{key}", entry(name, body));
        return given().auth()
                .oauth2(TestTokens.of(
                        described.at("/security/0/SecurityScheme/0").asText()))
                .urlEncodingEnabled(false)
                .header("Prefer", "wait=0")
                .contentType("application/json")
                .body(body.toString())
                .request(parts.getFirst(), path);
    }

    private static String entry(String name, JsonNode body) {
        return switch (name) {
            case "environment" -> "environments/" + body.path("name").asText();
            case "agent" -> "agents/" + body.path("agent").asText();
            case "pipeline" -> "pipelines/" + PipelineSpec.of(body.path("spec")).specHash();
            default -> "";
        };
    }
}
