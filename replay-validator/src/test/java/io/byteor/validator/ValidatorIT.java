package io.byteor.validator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service on a real broker and registry, by HTTP and by what it writes. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class ValidatorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RACES = 5;

    private static Wire wire;

    @Inject
    Engine engine;

    @BeforeAll
    static void connect() {
        wire = new Wire();
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    @BeforeEach
    void furnish() {
        await().atMost(Duration.ofSeconds(60)).until(engine::isReady);
        put("environments/demo", World.DEMO).statusCode(200);
        put("agents/agent-1", World.AGENT_DOCUMENT).statusCode(200);
        put("pipelines/" + World.SPEC_HASH, World.pipelineDocument("active")).statusCode(200);
        wire.write(Topic.BUNDLE_CAPTURED, World.BUNDLE_ID, World.bundle());
    }

    @Test
    void acceptsADryRun() {
        String replayId = request("olga", "dry_run", null)
                .statusCode(200)
                .body("decision", equalTo("accepted"))
                .body("requestDigest", startsWith("sha256:"))
                .extract()
                .path("replayId");

        assertThat(accepted(replayId)).singleElement().satisfies(it -> {
            assertThat(it.getPipeline().getMatch()).isEqualTo("same");
            assertThat(it.getRequest().getRequester().getSubject()).isEqualTo("olga");
        });
    }

    @Test
    void carriesAnExecuteFromItsApprovalToItsStart() {
        String rejected = request("olga", "execute", null)
                .statusCode(200)
                .body("decision", equalTo("rejected"))
                .body("findings.findAll { it.outcome == 'failed' }.code", equalTo(List.of("APPROVAL_MISSING")))
                .extract()
                .path("replayId");
        String approvalId = as("olga", "operator")
                .body("{\"request\":" + body("execute", null) + "}")
                .post("/govern/v1/approvals")
                .then()
                .statusCode(200)
                .body("status", equalTo("requested"))
                .extract()
                .path("approvalId");
        vote(approvalId, "olga").statusCode(403).body("code", equalTo("APPROVAL_SELF"));
        assertThat(listed("reserved")).doesNotContain(approvalId);
        await().atMost(PATIENCE).until(() -> listed("requested").contains(approvalId));
        vote(approvalId, "anna").statusCode(200).body("status", equalTo("approved"));
        await().atMost(PATIENCE).until(() -> listed("approved").contains(approvalId));

        String replayId = request("olga", "execute", approvalId)
                .statusCode(200)
                .body("decision", equalTo("accepted"))
                .extract()
                .path("replayId");
        start(approvalId, replayId);
        start(approvalId, replayId);
        await().atMost(PATIENCE).until(() -> granted(replayId) > 0);

        request("olga", "execute", approvalId)
                .statusCode(200)
                .body("decision", equalTo("rejected"))
                .body("findings.findAll { it.outcome == 'failed' }.code", equalTo(List.of("APPROVAL_CONSUMED")));
        revoke(approvalId).statusCode(409).body("code", equalTo("APPROVAL_STARTED"));
        assertThat(granted(replayId)).isEqualTo(1);
        assertThat(wire.read(Topic.REPLAY_AUDITED, ReplayAudited.class))
                .extracting(ReplayAudited::getReplayId)
                .contains(rejected)
                .doesNotContain(replayId);
    }

    @Test
    void rejectsAnUnknownBundleWhenTheGraceIsOver() {
        String stranger = "sha256:" + "0".repeat(64);

        as("olga", "operator")
                .body(body("dry_run", null).replace(World.BUNDLE_ID, stranger))
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(200)
                .body("decision", equalTo("rejected"))
                .body("findings.findAll { it.outcome == 'failed' }.code", hasItem("BUNDLE_UNKNOWN"));
    }

    @Test
    void answers202AndTellsTheOutcomeLaterToWhoeverDoesNotWait() {
        String place = as("olga", "operator")
                .header("Prefer", "wait=0")
                .body(body("dry_run", null))
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        await().atMost(PATIENCE)
                .untilAsserted(() -> as("olga", "operator")
                        .get(place)
                        .then()
                        .statusCode(200)
                        .body("answer", equalTo("accepted"))
                        .body("status", equalTo("done")));
    }

    @Test
    void answersARepeatUnderTheSameKeyAlikeAndRefusesAnotherIntent() {
        String key = UUID.randomUUID().toString();
        String first =
                keyed(key, body("dry_run", null)).statusCode(200).extract().path("replayId");

        String second =
                keyed(key, body("dry_run", null)).statusCode(200).extract().path("replayId");
        keyed(key, body("execute", null)).statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));

        assertThat(second).isEqualTo(first);
        assertThat(UUID.fromString(first).version()).isEqualTo(8);
        assertThat(accepted(first)).hasSize(1);
    }

    @Test
    void readsWhatWasPutAndRefusesAnOutdatedRevision() {
        String tag = as("ada", "admin")
                .get("/govern/v1/environments/demo")
                .then()
                .statusCode(200)
                .body("document.targets.alerts.kafka.topic", equalTo("quake.alerts"))
                .extract()
                .header("ETag");

        as("ada", "admin")
                .header("If-Match", tag)
                .body(World.DEMO)
                .put("/govern/v1/environments/demo")
                .then()
                .statusCode(200);
        as("ada", "admin")
                .header("If-Match", tag)
                .body(World.DEMO)
                .put("/govern/v1/environments/demo")
                .then()
                .statusCode(412)
                .body("code", equalTo("REVISION_MISMATCH"));
        as("ada", "admin").get("/govern/v1/agents/nobody").then().statusCode(404);
    }

    @Test
    void tellsWhoChangedAnEntryAndWhat() {
        String first = as("ada", "admin")
                .get("/govern/v1/environments/demo")
                .then()
                .extract()
                .header("ETag")
                .replace("\"", "");
        put("environments/demo", World.DEMO.replace("PT4H", "PT5H")).statusCode(200);

        as("nora", "analyst")
                .get("/govern/v1/environments/demo/history?limit=2")
                .then()
                .statusCode(200)
                .body("items.revision", equalTo(List.of(Integer.parseInt(first) + 1, Integer.parseInt(first))))
                .body("items[0].changedBy.subject", equalTo("ada"))
                .body("items[0].digest", startsWith("sha256:"));
        as("nora", "analyst")
                .get("/govern/v1/environments/demo/history/" + first)
                .then()
                .statusCode(200)
                .body("document.posture.execute.approvalLifetime", equalTo("PT4H"));
        as("nora", "analyst")
                .get("/govern/v1/environments/demo/diff")
                .then()
                .statusCode(200)
                .body("from", equalTo(Integer.parseInt(first)))
                .body("patch.size()", equalTo(1))
                .body("patch[0].op", equalTo("replace"))
                .body("patch[0].path", equalTo("/posture/execute/approvalLifetime"))
                .body("patch[0].value", equalTo("PT5H"));
        as("nora", "analyst")
                .get("/govern/v1/environments/demo/history?after=first")
                .then()
                .statusCode(400)
                .body("place", equalTo("after"));
    }

    @Test
    void listsEntriesPageByPageWithinTheClaim() {
        put("environments/list-a", World.DEMO.replace("demo", "list-a")).statusCode(200);
        put("environments/list-b", World.DEMO.replace("demo", "list-b")).statusCode(200);

        String next = as("nora", "analyst")
                .get("/govern/v1/environments?after=list&limit=1")
                .then()
                .statusCode(200)
                .body("items.key", equalTo(List.of("list-a")))
                .extract()
                .path("next");
        as("nora", "analyst")
                .get("/govern/v1/environments?limit=1&after=" + next)
                .then()
                .body("items.key", equalTo(List.of("list-b")))
                .body("next", nullValue());
        given().auth()
                .oauth2(TestTokens.of("analyst", "nora", "list-b"))
                .get("/govern/v1/environments")
                .then()
                .body("items.key", equalTo(List.of("list-b")));
        as("nora", "analyst").get("/govern/v1/planets").then().statusCode(404);
    }

    @Test
    void letsOneOfTwoWritersWinWhicheverGatewayEachUsed() throws Exception {
        try (SecondGateway second = new SecondGateway(engine)) {
            for (int round = 0; round < RACES; round++) {
                String tag = as("ada", "admin")
                        .get("/govern/v1/environments/demo")
                        .then()
                        .extract()
                        .header("ETag");
                CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> second.put(tag));
                int here = as("ada", "admin")
                        .header("If-Match", tag)
                        .body(World.DEMO)
                        .put("/govern/v1/environments/demo")
                        .statusCode();

                assertThat(List.of(here, other.get())).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    @Test
    void createsOnlyWhereNothingStands() {
        String path = "/govern/v1/environments/created-once";
        String document = World.DEMO.replace("demo", "created-once");

        as("ada", "admin")
                .header("If-None-Match", "*")
                .body(document)
                .put(path)
                .then()
                .statusCode(200);
        as("ada", "admin")
                .header("If-None-Match", "*")
                .body(document)
                .put(path)
                .then()
                .statusCode(412)
                .body("code", equalTo("REVISION_MISMATCH"));
    }

    @Test
    void explainsARequestWithTheDigestThatItsApprovalWouldHave() {
        int decided = wire.readRaw(Topic.REPLAY_DECIDED).size();
        String digest = explain(body("execute", null))
                .statusCode(200)
                .body("decision", equalTo("rejected"))
                .body("approvalsRequired", equalTo(1))
                .body("selectionDigest", equalTo(World.SELECTION_DIGEST))
                .body("findings.findAll { it.outcome == 'failed' }.code", equalTo(List.of("APPROVAL_MISSING")))
                .body("estimate.records.count", equalTo(1707))
                .body("estimate.records.exact", equalTo(true))
                .body("estimate.effects.alerts", equalTo(1707))
                .extract()
                .path("requestDigest");
        String approvalId = as("olga", "operator")
                .body("{\"request\":" + body("execute", null) + "}")
                .post("/govern/v1/approvals")
                .then()
                .statusCode(200)
                .body("requestDigest", equalTo(digest))
                .extract()
                .path("approvalId");
        vote(approvalId, "anna").statusCode(200);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        explain(body("execute", approvalId)).statusCode(200).body("decision", equalTo("accepted")));
        assertThat(wire.readRaw(Topic.REPLAY_DECIDED)).hasSize(decided);
    }

    @Test
    void escalatesAndTakesWhatPeopleDoAboutIt() {
        String nowhere = "nowhere-" + UUID.randomUUID();
        as("olga", "operator")
                .body(body("dry_run", null).replace("\"mode\"", "\"environment\":\"" + nowhere + "\",\"mode\""))
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(200)
                .body("decision", equalTo("rejected"));
        String about = "items.find { it.subject == '" + nowhere + "' }.";
        await().atMost(PATIENCE)
                .untilAsserted(() -> escalations("raised").body(about + "cause", equalTo("environment_unresolved")));
        String place =
                "/govern/v1/escalations/" + escalations("raised").extract().path(about + "escalationId");

        move("olga", "operator", place + "/ack").statusCode(200).body("state", equalTo("acknowledged"));
        move("ada", "admin", place + "/ack").statusCode(409).body("code", equalTo("ESCALATION_SETTLED"));
        move("anna", "approver", place + "/resolve").statusCode(403);
        move("ada", "admin", place + "/resolve").statusCode(200).body("revision", equalTo(3));

        await().atMost(PATIENCE)
                .untilAsserted(() -> as("ana", "analyst")
                        .get(place)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("resolved"))
                        .body("acknowledged.subject", equalTo("olga"))
                        .body("resolved.note", equalTo("looked at it")));
        escalations("raised").body("items.subject", not(hasItem(nowhere)));
        given().auth()
                .oauth2(TestTokens.of("analyst", "ana", "production"))
                .get(place)
                .then()
                .statusCode(403);
        as("ana", "analyst").get("/govern/v1/escalations?state=open").then().statusCode(400);
        move("ada", "admin", "/govern/v1/escalations/nothing/ack")
                .statusCode(404)
                .body("code", equalTo("ESCALATION_NOT_FOUND"));
    }

    private static ValidatableResponse escalations(String state) {
        return as("ana", "analyst")
                .get("/govern/v1/escalations?limit=1000&state=" + state)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse move(String subject, String role, String place) {
        return as(subject, role).body("{\"note\":\"looked at it\"}").post(place).then();
    }

    @Test
    void refusesWhatItDoesNotUnderstandWithItsPlace() {
        as("olga", "operator")
                .body(body("dry_run", null).replace("\"mode\"", "\"speed\":1,\"mode\""))
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("REQUEST_INVALID"))
                .body("place", equalTo("/speed"));
        as("olga", "operator")
                .body("{")
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(400)
                .body("code", equalTo("DOCUMENT_INVALID"));
    }

    @Test
    void letsNobodyInWithoutATokenARoleAndAClaim() {
        given().get("/govern/v1/environments/demo").then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        given().auth()
                .oauth2(TestTokens.forAudience("another", "operator", "olga"))
                .get("/govern/v1/environments/demo")
                .then()
                .statusCode(401);
        as("ingrid", "agent")
                .get("/govern/v1/environments/demo")
                .then()
                .statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
        as("olga", "operator")
                .body(World.DEMO)
                .put("/govern/v1/environments/demo")
                .then()
                .statusCode(403);
        as("olga", "operator")
                .body(World.pipelineDocument("active"))
                .put("/govern/v1/pipelines/" + World.SPEC_HASH)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.of("operator", "olga", "production"))
                .contentType("application/json")
                .body(body("dry_run", null))
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(200)
                .body("findings.findAll { it.outcome == 'failed' }.code", equalTo(List.of("FORBIDDEN")));
    }

    private static void start(String startKey, String replayId) {
        wire.write(
                Topic.APPROVAL_COMMAND,
                startKey,
                StartRequested.newBuilder()
                        .setStartKey(startKey)
                        .setReplayId(replayId)
                        .setApprovalId(startKey)
                        .setRunner("runner-1")
                        .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                        .build());
    }

    private static long granted(String replayId) {
        return wire.read(Topic.REPLAY_START, StartGranted.class).stream()
                .filter(it -> it.getReplayId().equals(replayId))
                .count();
    }

    private static List<ReplayAccepted> accepted(String replayId) {
        return wire.read(Topic.REPLAY_DECIDED, ReplayAccepted.class).stream()
                .filter(it -> it.getReplayId().equals(replayId))
                .toList();
    }

    private static ValidatableResponse request(String subject, String mode, String approvalId) {
        return as(subject, "operator")
                .body(body(mode, approvalId))
                .post("/govern/v1/replay-requests")
                .then();
    }

    private static ValidatableResponse keyed(String key, String body) {
        return as("olga", "operator")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/govern/v1/replay-requests")
                .then();
    }

    /** The colon goes over the wire as it is. */
    private static ValidatableResponse explain(String body) {
        return as("olga", "operator")
                .urlEncodingEnabled(false)
                .body(body)
                .post("/govern/v1/replay-requests:explain")
                .then();
    }

    private static ValidatableResponse vote(String approvalId, String subject) {
        return as(subject, "approver")
                .body("{\"vote\":\"approve\",\"reason\":\"looked at it\"}")
                .post("/govern/v1/approvals/" + approvalId + "/votes")
                .then();
    }

    private static List<String> listed(String state) {
        return as("nora", "analyst")
                .get("/govern/v1/approvals?environment=demo&limit=1000&state=" + state)
                .then()
                .statusCode(200)
                .extract()
                .path("items.approvalId");
    }

    private static ValidatableResponse revoke(String approvalId) {
        return as("anna", "approver")
                .body("{\"reason\":\"second thoughts\"}")
                .post("/govern/v1/approvals/" + approvalId + "/revoke")
                .then();
    }

    private static ValidatableResponse put(String path, String document) {
        return as("ada", "admin").body(document).put("/govern/v1/" + path).then();
    }

    private static RequestSpecification as(String subject, String role) {
        return given().auth().oauth2(TestTokens.of(role, subject)).contentType("application/json");
    }

    private static String body(String mode, String approvalId) {
        return "{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"" + mode + "\",\"reason\":\"triage\""
                + (approvalId == null ? "" : ",\"approvalId\":\"" + approvalId + "\"") + "}";
    }
}
