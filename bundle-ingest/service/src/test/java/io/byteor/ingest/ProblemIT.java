package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
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

/** However a request fails, the answer is a problem document with a code of the catalogue. */
@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class ProblemIT {
    private static final String BLOB = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
    private static final String KNOWN = "/capture/v1/bundles";

    @ParameterizedTest
    @CsvSource({
        "nobody, GET, /capture/v1/bundles/any, application/json, 403, FORBIDDEN",
        "analyst, GET, /capture/v1/nowhere, application/json, 404, NOT_FOUND",
        "analyst, GET, /nowhere, application/json, 404, NOT_FOUND",
        "agent, DELETE, /capture/v1/bundles, application/json, 405, REQUEST_INVALID"
    })
    void answersEveryRefusalWithAProblem(
            String role, String method, String path, String accept, int status, String code) {
        problem(as(role).accept(accept).request(method, path), status, code);
    }

    @ParameterizedTest
    @CsvSource({"text/plain, bundle, 415, REQUEST_INVALID", "application/json, {, 400, DOCUMENT_INVALID"})
    void refusesABodyThatItCannotRead(String contentType, String body, int status, String code) {
        problem(as("agent").contentType(contentType).body(body).request("POST", KNOWN), status, code);
    }

    @Test
    void refusesManifestsThatAreTooLarge() {
        problem(
                as("agent")
                        .contentType("application/json")
                        .body(new byte[2 * IngestSetUp.MANIFEST_BYTES])
                        .post(KNOWN),
                413,
                "BODY_TOO_LARGE");
    }

    @Test
    void asksForAToken() {
        problem(given().get(KNOWN + "/any"), 401, "UNAUTHENTICATED").header("WWW-Authenticate", equalTo("Bearer"));
    }

    @ParameterizedTest
    @CsvSource({
        "agent, POST, /capture/v1/bundles",
        "agent, PUT, /capture/v1/blobs/" + BLOB,
        "agent, HEAD, /capture/v1/blobs/" + BLOB,
        "analyst, GET, /capture/v1/bundles/" + BLOB
    })
    void asksForATokenThatSaysWhoItIs(String role, String method, String path) {
        given().auth()
                .oauth2(TestTokens.withoutSubject(role))
                .contentType("application/x-tar")
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body(method.equals("HEAD") ? is("") : containsString("\"UNAUTHENTICATED\""));
    }

    @Test
    void saysNothingOfAnUnexpectedFailureButThatItIsOurs() {
        problem(given().get("/capture/v1/broken"), 500, "INTERNAL").body(not(containsString("secret")));
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
