package io.byteor.validator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.byteor.backends.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a request fails, the answer is a problem document with a code of the catalogue. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class ProblemIT {
    private static final String KNOWN = "/govern/v1/environments/demo";
    private static final String ESCALATION = "0".repeat(32) + ".1764150000.000001";
    private static final List<String> COMMANDS = List.of(
            "PUT /govern/v1/environments/demo",
            "POST /govern/v1/replay-requests",
            "POST /govern/v1/replay-requests:explain",
            "POST /govern/v1/approvals",
            "POST /govern/v1/approvals/none/votes",
            "POST /govern/v1/approvals/none/revoke",
            "POST /govern/v1/escalations/" + ESCALATION + "/ack",
            "POST /govern/v1/escalations/" + ESCALATION + "/resolve");

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

    static Stream<Arguments> hostileBodies() {
        byte[] latin = "{\"reason\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "{\"reason\":\"why\"}".getBytes(StandardCharsets.UTF_16);
        return Stream.of(
                arguments("nothing", new byte[0]),
                arguments("deeply nested", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
                arguments(
                        "nested where anything may stand",
                        ("{\"reason\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(101))
                                .getBytes(StandardCharsets.UTF_8)),
                arguments("many values", ("[" + "0,".repeat(300_000) + "0]").getBytes(StandardCharsets.UTF_8)),
                arguments("ISO 8859-1", latin),
                arguments("UTF-16", wide),
                arguments("a lone continuation byte", new byte[] {'"', (byte) 0x80, '"'}),
                arguments(
                        "a member twice",
                        "{\"mode\":\"dry_run\",\"mode\":\"execute\"}".getBytes(StandardCharsets.UTF_8)),
                arguments("two values", "{} {}".getBytes(StandardCharsets.UTF_8)),
                arguments("an array", "[]".getBytes(StandardCharsets.UTF_8)),
                arguments("text", "\"{}\"".getBytes(StandardCharsets.UTF_8)),
                arguments("no JSON number", "{\"rate\":NaN}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileBodies")
    void refusesAHostileBodyOfEveryCommand(String what, byte[] body) {
        for (String command : COMMANDS) {
            String method = command.substring(0, command.indexOf(' '));
            String path = command.substring(method.length() + 1);
            Response answer = as(path.contains("votes")
                            ? "approver"
                            : path.startsWith("/govern/v1/env") ? "admin" : "operator")
                    .urlEncodingEnabled(false)
                    .contentType("application/json")
                    .body(body)
                    .request(method, path);

            assertThat(answer.statusCode()).as(command).isEqualTo(400);
            assertThat(answer.<String>path("code")).as(command).isIn("DOCUMENT_INVALID", "REQUEST_INVALID");
        }
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
