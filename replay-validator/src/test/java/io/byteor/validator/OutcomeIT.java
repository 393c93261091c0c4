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
import java.util.UUID;
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

    @Test
    void refusesWithThePlaceAndTheValueThatOffends() {
        String replayId = requested(UUID.randomUUID().toString())
                .statusCode(200)
                .extract()
                .path("replayId");
        control(replayId, "cancel").statusCode(200);
        String approvalId = ask(DRY_RUN).statusCode(200).extract().path("approvalId");

        problem(
                as("admin", "*")
                        .header("If-Match", "\"999999\"")
                        .body(World.DEMO)
                        .put("/govern/v1/environments/demo")
                        .then(),
                412,
                "REVISION_MISMATCH",
                "If-Match",
                "999999");
        problem(
                as("admin", "*")
                        .header("If-None-Match", "*")
                        .body(World.DEMO)
                        .put("/govern/v1/environments/demo")
                        .then(),
                412,
                "REVISION_MISMATCH",
                "If-None-Match",
                "*");
        problem(control(replayId, "resume"), 409, "REPLAY_SETTLED", "replayId", replayId);
        String nobody = UUID.randomUUID().toString();
        problem(control(nobody, "pause"), 404, "REPLAY_NOT_FOUND", "replayId", nobody);
        problem(vote("none"), 404, "APPROVAL_NOT_FOUND", "approvalId", "none");
        vote(approvalId).statusCode(200);
        problem(vote(approvalId), 409, "APPROVAL_SETTLED", "status", "approved");
        problem(
                ask(DRY_RUN.replace("dry_run\"", "dry_run\",\"lanes\":[\"no\"]")),
                422,
                "LANE_UNKNOWN",
                "/request/lanes",
                "[no]");
    }

    @Test
    void refusesAnotherIntentByTheReplayThatItsKeyStandsFor() {
        String key = UUID.randomUUID().toString();
        String replayId = requested(key).statusCode(200).extract().path("replayId");

        ValidatableResponse refused = as("operator", "*")
                .header("Idempotency-Key", key)
                .body(DRY_RUN.replace("}", ",\"rate\":1}"))
                .post("/govern/v1/replay-requests")
                .then();

        problem(refused, 422, "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key", replayId);
        String commandId = refused.extract().path("commandId");
        asked("analyst", "*", "/govern/v1/outcomes/" + commandId)
                .statusCode(200)
                .body("place", equalTo("Idempotency-Key"))
                .body("value", equalTo(replayId));
    }

    private static void problem(ValidatableResponse answer, int status, String code, String place, String value) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("place", equalTo(place))
                .body("value", equalTo(value));
    }

    private static ValidatableResponse requested(String key) {
        return as("operator", "*")
                .header("Idempotency-Key", key)
                .body(DRY_RUN)
                .post("/govern/v1/replay-requests")
                .then();
    }

    private static ValidatableResponse control(String replayId, String control) {
        return as("operator", "*")
                .body("{\"reason\":\"why\"}")
                .post("/govern/v1/replay-requests/" + replayId + "/" + control)
                .then();
    }

    private static ValidatableResponse ask(String request) {
        return as("operator", "*")
                .body("{\"request\":" + request + "}")
                .post("/govern/v1/approvals")
                .then();
    }

    private static ValidatableResponse vote(String approvalId) {
        return as("approver", "*")
                .body("{\"vote\":\"approve\",\"reason\":\"why\"}")
                .post("/govern/v1/approvals/" + approvalId + "/votes")
                .then();
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
