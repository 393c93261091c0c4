package io.byteor.validator.gateway.http.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.Problem;
import io.byteor.schemas.event.Mode;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.fact.Gathered;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalViewTest {
    /** Two rules fail before the one about the claim does. */
    @Test
    void isAboutTheClaimWhereTheRequestReachesOutsideItWhateverElseFailed() {
        RefusalView refusal = refused("production");

        assertThat(refusal.problem())
                .extracting(Problem::code, Problem::detail, Problem::place, Problem::value)
                .containsExactly("FORBIDDEN", "outside the requester's claim: [demo]", "/request/environment", "demo");
        assertThat(refusal.findings()).hasSize(1);
    }

    @Test
    void isAboutTheFirstRuleThatFailedWithinTheClaim() {
        RefusalView refusal = refused("demo");

        assertThat(refusal.problem())
                .extracting(Problem::code, Problem::place, Problem::value)
                .containsExactly("LANE_UNKNOWN", "/request/lanes", "[no]");
        assertThat(refusal.findings()).hasSizeGreaterThan(2);
    }

    private static RefusalView refused(String claim) {
        FakeFacts facts = FakeFacts.complete();
        facts.quarantines.put(World.AGENT_ID, World.quarantine());
        var request = World.request("replay-1", Mode.EXECUTE)
                .setEnvironments(List.of(claim))
                .setLanes(List.of("no"))
                .build();
        Assessment assessment =
                Assessment.of(Gathered.from(facts, request, World.NOON).facts());
        Outcomes.About about = Outcomes.About.approval("command-1", "ap-1", World.ENVIRONMENT);
        return RefusalView.of(Outcomes.refused(about, assessment, World.NOON));
    }
}
