package io.byteor.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.digest.Digest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ingest with its bundles in a bucket. */
@QuarkusTest
@QuarkusTestResource(value = BucketSetUp.class, restrictToAnnotatedClass = true)
class BucketIngestIT {
    private static final String BUNDLES = "/capture/v1/bundles";

    @Test
    void storesAnnouncesAndGivesBundlesThatLieInABucket() {
        TestBundle bundle = TestBundle.of(UUID.randomUUID().toString());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> post(bundle).extract().statusCode() < 300);
        post(bundle)
                .statusCode(200)
                .body("bundleId", equalTo(bundle.id().toString()))
                .body(
                        "directory",
                        startsWith("s3://" + ObjectServer.BUCKET + "/bundles/"
                                + bundle.id().hex()));

        await().atMost(Duration.ofSeconds(10)).until(() -> CapturedEvents.count(bundle) > 0);
        byte[] tags = given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get(BUNDLES + "/" + bundle.id() + "/files/" + BundleLayout.TAG_MANIFEST)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(Digest.of(tags)).isEqualTo(bundle.id());
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get(BUNDLES + "/" + bundle.id() + "?verify=true")
                .then()
                .statusCode(200)
                .body("announced", equalTo(true))
                .body("verdicts.valid", equalTo(true));
    }

    private static ValidatableResponse post(TestBundle bundle) {
        return given().auth()
                .oauth2(TestTokens.of("agent"))
                .contentType("application/x-tar")
                .body(bundle.tar())
                .post(BUNDLES)
                .then();
    }
}
