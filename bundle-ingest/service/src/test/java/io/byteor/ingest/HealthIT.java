package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IngestSetUp.class)
class HealthIT {
    @TestHTTPResource(management = true)
    URI management;

    @Test
    void isAliveWhileItsThreadsGoOn() {
        given().get(management.resolve("/q/health/live"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'threads' }.status", equalTo("UP"));
    }
}
