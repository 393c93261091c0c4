package io.byteor.validator;

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
import java.io.ByteArrayInputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a request fails, the answer is a problem document with a code of the catalogue. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class ProblemIT {
    private static final String KNOWN = "/govern/v1/environments/demo";

    @ParameterizedTest
    @CsvSource({
        "agent, GET, /govern/v1/environments/demo, application/json, 403, FORBIDDEN",
        "admin, GET, /govern/v1/nowhere, application/json, 404, NOT_FOUND",
        "admin, GET, /nowhere, application/json, 404, NOT_FOUND",
        "admin, GET, /govern/v1/environments/demo, text/html, 406, REQUEST_INVALID",
        "admin, DELETE, /govern/v1/environments/demo, application/json, 405, REQUEST_INVALID"
    })
    void answersEveryRefusalWithAProblem(
            String role, String method, String path, String accept, int status, String code) {
        problem(as(role).accept(accept).request(method, path), status, code);
    }

    @ParameterizedTest
    @CsvSource({"text/plain, {}, 415, REQUEST_INVALID", "application/json, {, 400, DOCUMENT_INVALID"})
    void refusesABodyThatItCannotRead(String contentType, String body, int status, String code) {
        problem(as("admin").contentType(contentType).body(body).request("PUT", KNOWN), status, code);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        byte[] body = new byte[(768 << 10) + 1];

        problem(json().body(body).request("PUT", KNOWN), 413, "BODY_TOO_LARGE");
        problem(json().body(new ByteArrayInputStream(body)).request("PUT", KNOWN), 413, "BODY_TOO_LARGE");
    }

    private static RequestSpecification json() {
        return as("admin").contentType("application/json");
    }

    @Test
    void asksForAToken() {
        problem(given().get(KNOWN), 401, "UNAUTHENTICATED").header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void saysNothingOfAnUnexpectedFailureButThatItIsOurs() {
        problem(given().get("/govern/v1/broken"), 500, "INTERNAL").body(not(containsString("secret")));
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
