package io.byteor.audit.http.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.byteor.audit.SinkSetUp;
import io.byteor.audit.mask.MaskingRules;
import io.byteor.audit.query.Reach;
import io.byteor.backends.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Streams are counted while somebody follows them. */
@QuarkusTest
@QuarkusTestResource(SinkSetUp.class)
class StreamsIT {
    @Inject
    Streams streams;

    @Test
    void countsThoseThatAreFollowedAlone() {
        for (int stream = 0; stream < Streams.MOST; stream++) {
            follow();
        }

        List<Cancellable> followed = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int stream = 0; stream < Streams.MOST; stream++) {
            followed.add(follow().subscribe().with(_ -> {}, failures::add));
        }
        assertThat(failures).isEmpty();
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get("/audit/v1/events")
                .then()
                .statusCode(503)
                .body("code", equalTo("UNAVAILABLE"));

        followed.forEach(Cancellable::cancel);
        Cancellable next = follow().subscribe().with(_ -> {}, failures::add);
        next.cancel();
        assertThat(failures).isEmpty();
    }

    private Multi<OutboundSseEvent> follow() {
        return streams.follow(
                new Streams.Following(
                        null,
                        null,
                        Reach.of(Set.of("nowhere")),
                        MaskingRules.NONE.of(Set.of()),
                        Instant.now().plusSeconds(600)),
                null);
    }
}
