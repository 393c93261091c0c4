package io.byteor.validator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway tells of what became of commands, and whom. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class OutcomeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DRY_RUN = "{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"dry_run\"}";

    @Inject
    Engine engine;

    @BeforeEach
    void furnish() {
        await().atMost(Duration.ofSeconds(60)).until(engine::isReady);
        put("environments/demo", World.DEMO);
        put("agents/agent-1", World.AGENT_DOCUMENT);
        put("pipelines/" + World.SPEC_HASH, World.pipelineDocument("active"));
        try (Wire wire = new Wire()) {
            wire.write(Topic.BUNDLE_CAPTURED, World.BUNDLE_ID, World.bundle());
        }
    }

    private static void put(String path, String document) {
        as("admin", "*").body(document).put("/govern/v1/" + path).then().statusCode(200);
    }

    @Test
    void tellsWhatBecameOfACommandToThoseWithAClaimToItsEnvironment() {
        String place = as("operator", "demo")
                .header("Prefer", "wait=0")
                .body(DRY_RUN)
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> asked("analyst", "demo", place).statusCode(200).body("environment", equalTo("demo")));
        asked("operator", "*", place).statusCode(200);
        asked("operator", "production", place)
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"))
                .body("place", equalTo("environment"))
                .body("value", equalTo("demo"))
                .body("answer", nullValue());
    }

    @Test
    void tellsWhatBecameOfAPipelineWhateverTheClaim() {
        String place = as("admin", "demo")
                .header("Prefer", "wait=0")
                .body(World.pipelineDocument("active"))
                .put("/govern/v1/pipelines/" + World.SPEC_HASH)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        await().atMost(PATIENCE)
                .untilAsserted(() -> asked("analyst", "production", place)
                        .statusCode(200)
                        .body("answer", equalTo("put"))
                        .body("environment", nullValue()));
    }

    private static ValidatableResponse asked(String role, String environment, String place) {
        return as(role, environment).get(place).then();
    }

    private static RequestSpecification as(String role, String environment) {
        return given().auth()
                .oauth2(TestTokens.of(role, role + "-1", environment))
                .contentType("application/json");
    }
}
