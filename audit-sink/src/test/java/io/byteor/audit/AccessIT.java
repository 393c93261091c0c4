package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is handed payloads leaves a record. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class AccessIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "byteor.registry.url")
    String registryUrl;

    @Inject
    DataSource database;

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

        read("demo", "/accesses?person=" + person)
                .body("items", hasSize(1))
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
        String id = read("demo", of).extract().path("items[0].accessId");

        read("elsewhere", of).body("items", hasSize(0));
        read("elsewhere", "/accesses/" + id).statusCode(404).body("code", equalTo("NOT_FOUND"));
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
        List<String> all = read("demo", of).extract().path("items.accessId");

        ValidatableResponse first = read("demo", of + "&limit=2");
        String next = first.extract().path("next");

        assertThat(first.extract().<List<String>>path("items.accessId")).isEqualTo(all.subList(0, 2));
        read("demo", of + "&limit=2&after=" + next).body("items.accessId", equalTo(all.subList(2, 3)));
    }

    @Test
    void handsOutNothingThatItCannotKeepAccountOf() throws SQLException {
        audited();
        sql("ALTER TABLE access RENAME TO access_away");
        try {
            read("demo", "/replays/" + replayId + "/audit").statusCode(503).body("code", equalTo("UNAVAILABLE"));
        } finally {
            sql("ALTER TABLE access_away RENAME TO access");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kind=peek, kind, REQUEST_INVALID",
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

    private void audited() {
        try (Wire wire = new Wire(bootstrapServers, registryUrl)) {
            wire.send(Topic.REPLAY_AUDITED, replayId, Samples.audited(replayId, List.of()));
        }
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

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }
}
