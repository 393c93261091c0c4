package io.byteor.validator.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.Mode;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingViewTest {
    private final FakeFacts facts = FakeFacts.complete();

    @Test
    void tellsOfAnEnvironmentOutsideTheClaimThatItIsAndNothingElse() {
        assertThat(FindingView.of(assessed("production"))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FORBIDDEN");
            assertThat(finding.outcome()).isEqualTo("failed");
        });
    }

    @Test
    void tellsNothingOfABundleFromOutsideTheClaimThatIsToRunWhereNothingIsRegistered() {
        assertThat(FindingView.of(assessed("dev", "dev"))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FORBIDDEN");
            assertThat(finding.evidence()).isEqualTo("outside the requester's claim: [demo]");
        });
    }

    @Test
    void tellsNothingOfABundleFromOutsideTheClaimWhoseAgentOrEnvironmentIsUnknown() {
        facts.environments.clear();
        assertThat(FindingView.of(assessed("production")))
                .extracting(FindingView::code)
                .containsExactly("FORBIDDEN");
        facts.agents.clear();
        assertThat(FindingView.of(assessed("production")))
                .extracting(FindingView::code)
                .containsExactly("FORBIDDEN");
    }

    @Test
    void tellsEveryFindingWithinTheClaim() {
        assertThat(FindingView.of(assessed("demo"))).hasSameSizeAs(Rule.values());
    }

    @Test
    void tellsWhyNoEnvironmentIsKnown() {
        facts.agents.clear();

        assertThat(FindingView.of(assessed("demo")))
                .extracting(FindingView::code)
                .contains("AGENT_UNRESOLVED", "ENVIRONMENT_UNRESOLVED", "FORBIDDEN");
    }

    private List<Finding> assessed(String claim) {
        return assessed(claim, null);
    }

    private List<Finding> assessed(String claim, @Nullable String environment) {
        var request = World.request("replay-1", Mode.DRY_RUN)
                .setEnvironments(List.of(claim))
                .setEnvironment(environment)
                .build();
        return Assessment.of(Gathered.from(facts, request, World.NOON).facts()).findings();
    }
}
