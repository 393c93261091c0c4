package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.Mode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of {@link SinkSetUp} hide from an admin is in no view that is made of several documents, and in no stream. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class MaskedViewsIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    AuditStore store;

    private History history;
    private String replayId;

    @BeforeEach
    void happen() {
        history = new History(store);
        history.take(new Entry.Captured(history.bundle));
        history.approval(history.name + "-approval");
        replayId = history.accepted(Mode.EXECUTE, Samples.AT.plusSeconds(1));
        history.take(new Entry.Escalation(Samples.escalation(history.name, replayId, 2, "resolved")));
        history.audited(replayId, 0);
    }

    @Test
    void tellsOfAnIncidentNothingThatItsDocumentsHide() {
        String path = "/incidents/incident-" + history.name;

        as("analyst", path)
                .body("incident.title", equalTo(history.name))
                .body(of("bundle_captured") + ".what", equalTo(history.name))
                .body(of("approval_requested") + ".what", equalTo("look closer"))
                .body(of("approval_voted") + ".by", equalTo("https://byteor.local#paul"));
        as("admin", path)
                .header("Byteor-Masked", notNullValue())
                .body("incident.title", nullValue())
                .body("incident.incidentId", equalTo("incident-" + history.name))
                .body(of("bundle_captured") + ".what", nullValue())
                .body(of("bundle_captured") + ".by", equalTo("agent-" + history.name))
                .body(of("approval_requested") + ".what", nullValue())
                .body(of("approval_requested") + ".by", equalTo("https://byteor.local#olga"))
                .body(of("approval_voted") + ".by", nullValue())
                .body(of("approval_voted") + ".what", equalTo("approve"))
                .body(of("escalation_resolved") + ".what", equalTo("mended"))
                .body("timeline.items.at", everyItem(notNullValue()));
    }

    private static String of(String kind) {
        return "timeline.items.find { it.kind == '" + kind + "' }";
    }

    @Test
    void listsIncidentsWithoutWhatIsHidden() {
        String path = "/incidents?environment=" + history.name;

        as("analyst", path).body("items.title", equalTo(List.of(history.name)));
        as("admin", path)
                .body("items[0].title", nullValue())
                .body("items[0].incidentId", equalTo("incident-" + history.name));
    }

    @Test
    void countsForAMaskedRoleByWhatItSees() {
        as("admin", "/stats/replays?by=outcome&bucket=day&environment=" + history.name)
                .header("Byteor-Masked", notNullValue())
                .body("items[0].by.outcome", equalTo("completed"))
                .body("items[0].at", notNullValue())
                .body("items[0].count", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stats/replays?reason=closer", "/stats/actions?reason=closer"})
    void countsForAMaskedRoleNothingByWhatIsHidden(String path) {
        given().auth()
                .oauth2(TestTokens.of("admin"))
                .get("/audit/v1" + path)
                .then()
                .statusCode(403)
                .body("place", equalTo("reason"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyst", "admin"})
    void streamsReplaysWithoutWhatIsHidden(String role) {
        String stream = given().auth()
                .oauth2(TestTokens.of(role))
                .get("/audit/v1/replays/" + replayId + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(stream).contains("\"outcome\":\"completed\"");
        assertThat(stream.contains("look closer")).isEqualTo(role.equals("analyst"));
        assertThat(stream.contains("\"reason\":null")).isEqualTo(role.equals("admin"));
    }

    @Test
    void showsOfAccessesWhatWasAskedForWithoutWhatIsHidden() {
        as("analyst", "/export?of=replays&format=ndjson&reason=closer&environment=" + history.name);
        as("analyst", "/replays/" + replayId + "/audit");
        String path = "/accesses?kind=export&person=https://byteor.local%23analyst-1";

        await().atMost(SOON)
                .untilAsserted(() -> as("analyst", path).body("items.asked.environment", hasItem(history.name)));
        String of = "items.find { it.asked.environment == '" + history.name + "' }.asked.";
        as("analyst", path).body(of + "reason", equalTo("closer"));
        as("admin", path).body(of + "reason", nullValue()).body("items.asked.reason", not(hasItem("closer")));
        await().atMost(SOON)
                .untilAsserted(
                        () -> as("admin", "/accesses?replayId=" + replayId).body("items", hasSize(1)));
    }

    private static ValidatableResponse as(String role, String path) {
        return given().auth()
                .oauth2(TestTokens.of(role))
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then()
                .statusCode(200);
    }
}
