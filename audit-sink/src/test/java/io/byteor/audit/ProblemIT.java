package io.byteor.audit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.byteor.backends.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a request fails, the answer is a problem document with a code of the catalogue. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class ProblemIT {
    private static final String KNOWN = "/audit/v1/replays";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/v1/replays?limit=0",
                "/audit/v1/replays?limit=1001",
                "/audit/v1/replays?limit=many",
                "/audit/v1/replays?limit=99999999999999999999",
                "/audit/v1/escalations?subject=a%00b",
                "/audit/v1/replays?reason=%00",
                "/audit/v1/replays/a%00b"
            })
    void refusesWhatItCannotAskItsStore(String path) {
        problem(as("analyst").urlEncodingEnabled(false).get(path), 400, "REQUEST_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "agent, GET, /audit/v1/replays, application/json, 403, FORBIDDEN",
        "analyst, GET, /audit/v1/nowhere, application/json, 404, NOT_FOUND",
        "analyst, GET, /nowhere, application/json, 404, NOT_FOUND",
        "analyst, GET, /audit/v1/replays, text/html, 406, REQUEST_INVALID",
        "analyst, DELETE, /audit/v1/replays, application/json, 405, REQUEST_INVALID"
    })
    void answersEveryRefusalWithAProblem(
            String role, String method, String path, String accept, int status, String code) {
        problem(as(role).accept(accept).request(method, path), status, code);
    }

    @Test
    void looksAtNoBody() {
        as("analyst").body(new byte[11 << 20]).get(KNOWN).then().statusCode(200);
    }

    @Test
    void asksForAToken() {
        problem(given().get(KNOWN), 401, "UNAUTHENTICATED").header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void saysNothingOfAnUnexpectedFailureButThatItIsOurs() {
        problem(given().get("/audit/v1/broken"), 500, "INTERNAL").body(not(containsString("secret")));
    }

    private static ValidatableResponse problem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/docs/error-codes#" + code.toLowerCase(Locale.ROOT)))
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body(not(containsString(":null")));
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role));
    }
}
