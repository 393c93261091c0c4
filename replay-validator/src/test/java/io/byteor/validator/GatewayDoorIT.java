package io.byteor.validator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is kept out at the gateway, and what is told of it. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class GatewayDoorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KNOWN = "/govern/v1/environments";

    @Inject
    Engine engine;

    /** A token that is no good, and whether its signature verifies all the same. */
    enum BadToken {
        EXPIRED(true) {
            @Override
            String of(String agent) {
                return TestTokens.expired("agent", agent);
            }
        },
        NOT_YET_VALID(true) {
            @Override
            String of(String agent) {
                return TestTokens.notYetValid("agent", agent);
            }
        },
        OTHER_AUDIENCE(true) {
            @Override
            String of(String agent) {
                return TestTokens.forAudience("another", "agent", agent);
            }
        },
        OTHER_ISSUER(false) {
            @Override
            String of(String agent) {
                return TestTokens.ofIssuer("https://elsewhere.example", "agent", agent);
            }
        },
        WRONGLY_SIGNED(false) {
            @Override
            String of(String agent) {
                return TestTokens.forged("agent", agent);
            }
        },
        ALGORITHM_NONE(false) {
            @Override
            String of(String agent) {
                return TestTokens.unsigned("agent", agent);
            }
        },
        NO_TOKEN_AT_ALL(false) {
            @Override
            String of(String agent) {
                return agent;
            }
        };

        final boolean verifies;

        BadToken(boolean verifies) {
            this.verifies = verifies;
        }

        abstract String of(String agent);
    }

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofSeconds(60)).until(engine::isReady);
    }

    @Test
    void turnsBadTokensAwayAndCountsThoseForTheAgentWhoseSignaturesVerify() {
        String suffix = "-" + UUID.randomUUID();
        Map<Boolean, List<String>> agents = Arrays.stream(BadToken.values())
                .collect(Collectors.partitioningBy(
                        token -> token.verifies, Collectors.mapping(token -> token + suffix, Collectors.toList())));
        try (Wire wire = new Wire()) {
            long before = toAddresses(wire, 401);

            for (BadToken token : BadToken.values()) {
                assertThat(get(token.of(token + suffix)).then().extract())
                        .as(token.name())
                        .extracting(ExtractableResponse::statusCode, answer -> answer.path("code"))
                        .containsExactly(401, "UNAUTHENTICATED");
            }

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(answers(wire, suffix)).hasSameSizeAs(agents.get(true));
                assertThat(toAddresses(wire, 401) - before)
                        .isEqualTo(agents.get(false).size());
            });
            assertThat(answers(wire, suffix))
                    .extracting(AgentResponded::getAgentId)
                    .containsExactlyInAnyOrderElementsOf(agents.get(true));
            assertThat(answers(wire, suffix))
                    .extracting(AgentResponded::getPart, AgentResponded::getStatus, AgentResponded::getCode)
                    .containsOnly(tuple("replay-validator", 401, "UNAUTHENTICATED"));
        }
    }

    @Test
    void takesNothingFromSomebodyWhoseTokenNamesNoSubject() {
        String token = TestTokens.withoutSubject("operator", "olga");

        get(token).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"dry_run\"}")
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("UNAUTHENTICATED"))
                .body("place", equalTo("sub"));
    }

    @Test
    void countsARefusedRoleForTheAgentAndForNoPerson() {
        String name = "name-" + UUID.randomUUID();
        try (Wire wire = new Wire()) {
            get(TestTokens.of("agent", name)).then().statusCode(403);
            given().auth()
                    .oauth2(TestTokens.of("analyst", name))
                    .contentType("application/json")
                    .body("{}")
                    .put(KNOWN + "/demo")
                    .then()
                    .statusCode(403);

            await().atMost(PATIENCE).until(() -> toAddresses(wire, 403) > 0);
            assertThat(wire.read(Topic.AGENT_RESPONSE, AgentResponded.class))
                    .filteredOn(it -> name.equals(it.getAgentId()))
                    .extracting(AgentResponded::getStatus, AgentResponded::getCode, AgentResponded::getCount)
                    .containsExactly(tuple(403, "FORBIDDEN", 1L));
        }
    }

    private static List<AgentResponded> answers(Wire wire, String suffix) {
        return wire.read(Topic.AGENT_RESPONSE, AgentResponded.class).stream()
                .filter(it -> it.getAgentId() != null && it.getAgentId().endsWith(suffix))
                .toList();
    }

    private static long toAddresses(Wire wire, int status) {
        return wire.read(Topic.AGENT_RESPONSE, AgentResponded.class).stream()
                .filter(it -> it.getAgentId() == null && it.getStatus() == status)
                .mapToLong(AgentResponded::getCount)
                .sum();
    }

    private static Response get(String token) {
        return given().auth().oauth2(token).get(KNOWN);
    }
}
