package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.byteor.audit.intake.kafka.OpenCodec;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AccessRecorded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is handed payloads leaves a record. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class AccessIT extends OnWire {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final String replayId = UUID.randomUUID().toString();
    private final String subject = "ana-" + replayId;
    private final String person = "https://byteor.local%23" + subject;

    @Test
    void keepsWhoReadWhichAuditAndHowMuchOfIt() {
        audited();

        byte[] audit = read("demo", "/replays/" + replayId + "/audit")
                .statusCode(200)
                .extract()
                .asByteArray();

        recorded("person=" + person, 1)
                .body("items[0].person", equalTo("https://byteor.local#" + subject))
                .body("items[0].roles", equalTo(List.of("analyst")))
                .body("items[0].kind", equalTo("audit"))
                .body("items[0].replayId", equalTo(replayId))
                .body("items[0].environments", equalTo(List.of("demo")))
                .body("items[0].answeredFrom.offsets.keySet().first()", startsWith("byteor."))
                .body("items[0].outcome", equalTo("completed"))
                .body("items[0].bytes", equalTo(audit.length))
                .body("items[0].sha256", equalTo(Digest.of(audit).toString()));
    }

    @Test
    void showsAnAccessToThoseAloneWhoMayReadWhatItWasOf() {
        audited();
        read("demo", "/replays/" + replayId + "/audit").statusCode(200);
        String of = "/accesses?replayId=" + replayId;
        String id = recorded("replayId=" + replayId, 1).extract().path("items[0].accessId");

        read("elsewhere", of).body("items", hasSize(0));
        read("elsewhere", "/accesses/" + id).statusCode(404).body("code", equalTo("ACCESS_NOT_FOUND"));
        read("*", "/accesses/" + id).statusCode(200).body("replayId", equalTo(replayId));
        read("*", of + "&kind=export").body("items", hasSize(0));
        read("*", of + "&from=2999-01-01T00:00:00Z").body("items", hasSize(0));
        read("*", of + "&to=2999-01-01T00:00:00Z").body("items", hasSize(1));
        given().auth()
                .oauth2(TestTokens.of("operator"))
                .get("/audit/v1/accesses/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void goesOnBehindAPage() {
        audited();
        for (int time = 0; time < 3; time++) {
            read("demo", "/replays/" + replayId + "/audit").statusCode(200);
        }
        String of = "/accesses?person=" + person;
        List<String> all = recorded("person=" + person, 3).extract().path("items.accessId");

        ValidatableResponse first = read("demo", of + "&limit=2");
        String next = first.extract().path("next");

        assertThat(first.extract().<List<String>>path("items.accessId")).isEqualTo(all.subList(0, 2));
        read("demo", of + "&limit=2&after=" + next).body("items.accessId", equalTo(all.subList(2, 3)));
    }

    @Test
    void handsOutNothingThatItCannotKeepAccountOf() {
        audited();
        QuarkusMock.installMockForType(new AwayCodec(), OpenCodec.class);

        for (String path : List.of("/replays/" + replayId + "/audit", "/export?replayId=" + replayId)) {
            read("demo", path).statusCode(503).body("code", equalTo("UNAVAILABLE"));
        }
    }

    /** As before broker and registry have been reached. */
    private static final class AwayCodec extends OpenCodec {
        @Override
        public EventCodec require() {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "away");
        }
    }

    @Test
    void takesWhatOthersHandedOutOnceHoweverOftenItIsTold() {
        String bundleId = Samples.bundleId(replayId);
        AccessRecorded begun = Samples.accessed(replayId, bundleId, subject);
        wire.send(Topic.ACCESS, replayId, begun);
        wire.send(Topic.ACCESS, replayId, begun);
        recorded("bundle=" + bundleId, 1)
                .body("items[0].accessId", equalTo(replayId))
                .body("items[0].kind", equalTo("bundle_file"))
                .body("items[0].person", equalTo("https://byteor.local#" + subject))
                .body("items[0].bundleId", equalTo(bundleId))
                .body("items[0].asked.path", equalTo("data/spec.json"))
                .body("items[0].answeredFrom", nullValue())
                .body("items[0].outcome", nullValue());

        wire.send(
                Topic.ACCESS, replayId, Samples.accessed(replayId, bundleId, subject, Samples.ending("completed", 7)));
        wire.send(Topic.ACCESS, replayId, begun);
        wire.send(Topic.ACCESS, replayId, Samples.accessed(replayId, bundleId, subject, Samples.ending("cut", 3)));
        wire.send(
                Topic.ACCESS,
                "other-" + replayId,
                Samples.accessed(replayId, bundleId, subject, Samples.ending("failed", 3)));
        await().atMost(SOON)
                .untilAsserted(() -> read("demo", "/accesses?kind=bundle_file&bundle=" + bundleId)
                        .body("items", hasSize(1))
                        .body("items[0].outcome", equalTo("completed"))
                        .body("items[0].bytes", equalTo(7)));
        read("demo", "/accesses?kind=bundle&bundle=" + bundleId).body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "kind=peek, kind, REQUEST_INVALID",
        "bundle=x, bundle, REQUEST_INVALID",
        "from=yesterday, from, REQUEST_INVALID",
        "to=%2B999999999-12-31T23:59:59Z, to, REQUEST_INVALID",
        "after=x';drop%20table%20access;--, --, REQUEST_INVALID",
        "after=x'%3Bdrop%20table%20access%3B--, after, CURSOR_INVALID",
        "after=7, after, CURSOR_INVALID"
    })
    void refusesWhatNoAccessCanHave(String query, String place, String code) {
        read("*", "/accesses?" + query)
                .statusCode(400)
                .body("code", equalTo(code))
                .body("place", equalTo(place));
    }

    /** So many, when they have arrived. */
    private ValidatableResponse recorded(String of, int many) {
        await().atMost(SOON).untilAsserted(() -> read("demo", "/accesses?" + of).body("items", hasSize(many)));
        return read("demo", "/accesses?" + of);
    }

    private void audited() {
        wire.send(Topic.REPLAY_AUDITED, replayId, Samples.audited(replayId, List.of()));
        await().atMost(SOON)
                .untilAsserted(() ->
                        read("demo", "/replays/" + replayId).statusCode(200).body("state", equalTo("completed")));
    }

    private ValidatableResponse read(String environment, String path) {
        return given().auth()
                .oauth2(TestTokens.of("analyst", subject, environment))
                .urlEncodingEnabled(false)
                .get("/audit/v1" + path)
                .then();
    }
}
