package io.byteor.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.decision.Explanation;
import io.byteor.validator.fact.Gathered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private final FakeFacts facts = FakeFacts.complete();
    private final Explainer explainer =
            new Explainer(facts, _ -> Optional.empty(), Duration.ofMinutes(15), InstantSource.fixed(World.NOON));

    @Test
    void saysWhatWouldBeDecidedWithTheDigestsThatTheRequestWouldHave() {
        Assessment filed = Assessment.of(
                Gathered.from(facts, World.request("replay-1", Mode.EXECUTE).build(), World.NOON)
                        .facts());

        Explanation explanation = explain("execute", "", "*");

        assertThat(failed(explanation)).containsExactly("APPROVAL_MISSING");
        assertThat(explanation.assessment().requestDigest()).isNotNull().isEqualTo(filed.requestDigest());
        assertThat(explanation.assessment().selectionDigest()).hasToString(World.SELECTION_DIGEST);
        assertThat(explanation.rate()).hasValue(50_000);
    }

    @Test
    void acceptsWhatWouldBeAccepted() {
        Explanation explanation = explain("dry_run", "", "*");

        assertThat(explanation.decision()).isInstanceOf(Decision.Accepted.class);
        assertThat(explanation.estimate()).isPresent();
    }

    @Test
    void looksForTheApprovalThatTheRequestNames() {
        assertThat(failed(explain("execute", ",\"approvalId\":\"ap-1\"", "*"))).containsExactly("APPROVAL_MISSING");
    }

    @Test
    void saysNothingOfAnApprovalOutOfReachThatTheRequestNames() {
        ApprovalRequested command = ApprovalRequested.newBuilder()
                .setCommandId("command-1")
                .setApprovalId("ap-1")
                .setRequest(World.request("of-ap-1", Mode.EXECUTE).build())
                .setAt(World.NOON)
                .build();
        ApprovalState state = Approval.requested(
                command,
                new Approval.Scope("sha256:other", "production", null, "sha256:posture", 1, Duration.ofHours(4)),
                World.NOON);
        Explainer explaining =
                new Explainer(facts, _ -> Optional.of(state), Duration.ofMinutes(15), InstantSource.fixed(World.NOON));

        String named = ",\"approvalId\":\"ap-1\"";
        assertThat(failed(explain(explaining, "execute", named, "demo"))).containsExactly("APPROVAL_MISSING");
        assertThat(failed(explain(explaining, "execute", named, "*")))
                .containsExactly("APPROVAL_PENDING", "APPROVAL_SCOPE");
    }

    @Test
    void explainsWhatIsMissing() {
        facts.bundles.clear();

        Explanation explanation = explain("dry_run", "", "*");

        assertThat(failed(explanation)).contains("BUNDLE_UNKNOWN", "AGENT_UNRESOLVED");
        assertThat(explanation.estimate()).isEmpty();
        assertThat(explanation.rate()).isEmpty();
    }

    @Test
    void saysNothingOfAnEnvironmentOutOfReach() {
        assertThatThrownBy(() -> explain("dry_run", ",\"environment\":\"production\"", "demo"))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void saysNothingOfABundleFromAnEnvironmentOutOfReachThatTheRequestLeavesOut() {
        assertForbidden("", "production", "demo");
        facts.environments.clear();
        assertForbidden("", "production", "demo");
        facts.agents.clear();
        assertForbidden("", "production", "demo");
        facts.bundles.clear();
        assertThat(failed(explain("dry_run", "", "production"))).contains("BUNDLE_UNKNOWN");
    }

    @Test
    void saysNothingOfABundleFromAnEnvironmentOutOfReachThatIsToRunElsewhere() {
        facts.environments.put("lab", World.environment(World.DEMO.replace("\"demo\"", "\"lab\"")));

        assertForbidden(",\"environment\":\"lab\"", "lab", "demo");
        assertThat(explain("dry_run", "", "demo").decision()).isInstanceOf(Decision.Accepted.class);
    }

    private void assertForbidden(String more, String claim, String environment) {
        assertThatThrownBy(() -> explain("dry_run", more, claim))
                .isInstanceOfSatisfying(ByteorException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN);
                    assertThat(refusal.value()).isEqualTo(environment);
                });
    }

    private Explanation explain(String mode, String more, String claim) {
        return explain(explainer, mode, more, claim);
    }

    private static Explanation explain(Explainer explaining, String mode, String more, String claim) {
        String body = "{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"" + mode + "\",\"reason\":\"triage\"" + more
                + "}";
        return explaining.explain(World.json(body), new Caller(World.OPERATOR, Set.of("operator"), List.of(claim)));
    }

    private static List<String> failed(Explanation explanation) {
        List<Finding> findings = switch (explanation.decision()) {
            case Decision.Accepted accepted -> accepted.event().getFindings();
            case Decision.Rejected rejected -> rejected.event().getFindings();
        };
        return findings.stream()
                .filter(finding -> finding.getOutcome() == FindingOutcome.FAILED)
                .map(Finding::getCode)
                .toList();
    }
}
