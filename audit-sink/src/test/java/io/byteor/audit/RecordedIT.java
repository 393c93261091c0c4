package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.Entry;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.ReplayControlRequested;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.event.StartRefused;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bundles and approvals by what they are asked for by, and what is told of requests, starts and controls. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class RecordedIT {
    private static final Instant LATER = Samples.AT.plusSeconds(10);

    @Inject
    AuditStore store;

    private History history;

    @BeforeEach
    void begin() {
        history = new History(store);
        history.take(new Entry.Captured(history.bundle));
    }

    @Test
    void findsBundlesByEverythingTheyAreOf() {
        History elsewhere = history.elsewhere();
        history.take(new Entry.Captured(elsewhere.bundle));
        String mine = history.bundle.getBundleId();
        String environment = "/bundles?environment=" + history.name;

        for (String path : List.of(
                environment,
                "/bundles?agent=agent-" + history.name,
                environment + "&incident=incident-" + history.name + "&pipeline=quake-alerts",
                environment + "&specHash=" + history.bundle.getSpecHash(),
                environment + "&from=2026-11-23T10:00:00.123456Z&to=2026-11-23T10:00:01Z")) {
            get(path).body("items.bundleId", equalTo(List.of(mine)));
        }
        for (String none : List.of(
                "&agent=nobody",
                "&incident=none",
                "&pipeline=none",
                "&to=2026-11-23T10:00:00.123456Z",
                "&from=2027-01-01T00:00:00Z")) {
            get(environment + none).body("items", hasSize(0));
        }
        assertThat(pages("/bundles?incident=incident-" + history.name, "bundleId"))
                .containsExactly(elsewhere.bundle.getBundleId(), mine);
    }

    @Test
    void findsApprovalsByEverythingTheyAreAbout() {
        History elsewhere = new History(store);
        elsewhere.approval(elsewhere.name);
        history.approval(history.name + "-1");
        history.approval(history.name + "-2");
        String environment = "/approvals?environment=" + history.name;
        List<String> mine = List.of(history.name + "-2", history.name + "-1");

        for (String path : List.of(
                environment,
                "/approvals?bundle=" + history.bundle.getBundleId(),
                environment + "&state=approved&requester=olga",
                environment + "&requester=https%3A%2F%2Fbyteor.local%23olga&approver=https%3A%2F%2Fbyteor.local%23paul",
                environment + "&from=2026-11-23T10:00:00.123456Z&to=2026-11-23T10:00:01Z")) {
            get(path).body("items.approvalId", equalTo(mine)).body("items[0].votes[0].vote", equalTo("approve"));
        }
        for (String none : List.of(
                "&state=rejected",
                "&requester=paul",
                "&approver=https%3A%2F%2Fbyteor.local%23olga",
                "&to=2026-11-23T10:00:00.123456Z")) {
            get(environment + none).body("items", hasSize(0));
        }
        assertThat(pages(environment, "approvalId")).isEqualTo(mine);
        read("analyst", elsewhere.name, environment).body("items", hasSize(0));
        read("analyst", elsewhere.name, "/approvals").body("items.approvalId", equalTo(List.of(elsewhere.name)));
        read("admin", "*", "/approvals?approver=https%3A%2F%2Fbyteor.local%23paul")
                .statusCode(403)
                .body("place", equalTo("approver"));
    }

    private List<String> pages(String path, String id) {
        List<String> seen = new ArrayList<>();
        @Nullable String next = "";
        while (next != null) {
            ValidatableResponse page = get(path + "&limit=1" + next);
            seen.addAll(page.extract().path("items." + id));
            String cursor = page.extract().path("next");
            next = cursor == null ? null : "&after=" + cursor;
        }
        return seen;
    }

    @Test
    void tellsOfARequestThatNobodyHasDecided() {
        ReplayRequested request = Samples.request(history.name + "-undecided");
        request.put("bundleId", history.bundle.getBundleId());
        request.put("environment", history.name);
        history.take(new Entry.Requested(request));

        incident("analyst")
                .body("incident.replays", equalTo(1))
                .body("timeline.items.kind", equalTo(List.of("bundle_captured", "replay_requested")))
                .body("timeline.items[1].replayId", equalTo(history.name + "-undecided"));
        String path = "/replays/" + history.name + "-undecided";
        read("analyst", history.name, "/replays").body("items.replayId", equalTo(List.of(history.name + "-undecided")));
        read("analyst", history.name, path).statusCode(200).body("state", equalTo("requested"));
        read("analyst", history.name, path + "/actions").statusCode(200).body("items", hasSize(0));
        read("analyst", "elsewhere", path).statusCode(403);
    }

    @Test
    void keepsBackARequestOfWhichNobodyKnowsYetWhereItLies() {
        ReplayRequested request = Samples.request(history.name + "-nowhere");
        history.take(new Entry.Requested(request));

        read("analyst", history.name, "/replays").body("items", hasSize(0));
        read("analyst", history.name, "/replays/" + history.name + "-nowhere")
                .statusCode(404)
                .header("Retry-After", equalTo("1"));
        get("/replays/" + history.name + "-nowhere").body("state", equalTo("requested"));
    }

    @Test
    void tellsHowStartsWereAnsweredAndWhatWasWantedOfReplays() {
        String granted = history.accepted(Mode.EXECUTE, LATER);
        String refused = history.accepted(Mode.EXECUTE, LATER);
        history.take(new Entry.Granted(new StartGranted(granted, granted, LATER.plusSeconds(1))));
        history.take(new Entry.Refused(new StartRefused(
                refused,
                refused,
                List.of(new Finding("APPROVAL_REVOKED", FindingOutcome.FAILED, "by anna", "ask again")),
                LATER.plusSeconds(2))));
        history.take(new Entry.ControlRequested(new ReplayControlRequested(
                "c-" + granted, granted, "pause", Samples.OLGA, List.of("*"), "too fast", null, LATER.plusSeconds(3))));
        history.take(new Entry.Control(new ReplayControl(
                granted, 1L, history.name, "paused", Samples.OLGA, "too fast", null, LATER.plusSeconds(4))));

        List<String> kinds = incident("analyst").extract().path("timeline.items.kind");
        assertThat(kinds).endsWith("start_granted", "start_refused", "control_requested", "control_changed");
        incident("analyst")
                .body(of("start_refused") + ".what", equalTo("APPROVAL_REVOKED"))
                .body(of("start_refused") + ".replayId", equalTo(refused))
                .body(of("control_requested") + ".what", equalTo("pause: too fast"))
                .body(of("control_changed") + ".what", equalTo("paused: too fast"))
                .body(of("control_changed") + ".by", equalTo("https://byteor.local#olga"));
        incident("admin")
                .body(of("start_refused") + ".what", equalTo("APPROVAL_REVOKED"))
                .body(of("control_requested") + ".what", nullValue())
                .body(of("control_changed") + ".what", nullValue())
                .body(of("control_changed") + ".by", equalTo("https://byteor.local#olga"));
    }

    private static String of(String kind) {
        return "timeline.items.find { it.kind == '" + kind + "' }";
    }

    private ValidatableResponse incident(String role) {
        return read(role, "*", "/incidents/incident-" + history.name).statusCode(200);
    }

    private static ValidatableResponse get(String path) {
        return read("analyst", "*", path).statusCode(200);
    }

    private static ValidatableResponse read(String role, String environment, String path) {
        return given().auth()
                .oauth2(TestTokens.of(role, "somebody", environment))
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then();
    }
}
