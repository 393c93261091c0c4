package io.byteor.validator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Finding;
import io.byteor.schemas.event.FindingOutcome;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.SeenRevision;
import io.byteor.schemas.event.Selection;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.environment.Limits;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.Facts;
import io.byteor.validator.fact.Gathered;
import io.byteor.validator.registry.PipelineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule: passes on the complete world, fails on its own cause, fails closed when its fact is missing. */
class RuleTest {
    private record Case(Rule rule, String why, Consumer<ReplayRequested.Builder> request, Consumer<FakeFacts> world) {
        @Override
        public String toString() {
            return rule + " " + why;
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesWhereNothingIsWrong(Rule rule) {
        Finding finding = rule.check(facts(Mode.EXECUTE, it -> {}, it -> {}));

        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.PASSED);
        assertThat(finding.getCode()).isEqualTo(rule.name());
        assertThat(finding.getEvidence()).isNotBlank();
    }

    static Stream<Case> failures() {
        return Stream.of(
                failure(Rule.BUNDLE_UNKNOWN, "for another bundle", it -> it.setBundleId("sha256:" + "0".repeat(64))),
                failure(Rule.LANE_UNKNOWN, "for a lane nobody captured", it -> it.setLanes(List.of("nowhere"))),
                failure(Rule.LANE_UNKNOWN, "for an output lane", it -> it.setLanes(List.of("strong"))),
                broken(Rule.AGENT_UNRESOLVED, "for an unregistered agent", it -> it.agents.clear()),
                broken(
                        Rule.AGENT_QUARANTINED,
                        "in quarantine",
                        it -> it.quarantines.put(World.AGENT_ID, World.quarantine())),
                broken(Rule.ENVIRONMENT_UNRESOLVED, "for an unregistered source", it -> it.environments.clear()),
                failure(Rule.ENVIRONMENT_UNRESOLVED, "for an unregistered place", it -> it.setEnvironment("mars")),
                failure(Rule.FORBIDDEN, "outside the claim", it -> it.setEnvironments(List.of("production"))),
                broken(
                        Rule.POSTURE_FORBIDS_MODE,
                        "where execute is off",
                        it -> environment(it, "\"execute\":{\"allowed\":true", "\"execute\":{\"allowed\":false")),
                failure(Rule.REAPPLY_FORBIDDEN, "where nothing may be applied again", it -> it.setReapply(true)),
                broken(Rule.ENVIRONMENT_FROZEN, "in a freeze", it -> environment(it, "\"freezes\":[]", World.FROZEN)),
                failure(Rule.LIMIT_EXCEEDED, "for too high a rate", it -> it.setRate(50_001L)),
                failure(
                        Rule.LIMIT_EXCEEDED,
                        "for too slow a rate",
                        it -> it.setRate(1L),
                        it -> environment(it, "PT1H", "PT10M")),
                broken(Rule.LIMIT_EXCEEDED, "for too many records", it -> environment(it, "1000000", "1706")),
                broken(Rule.SPEC_HASH_UNKNOWN, "for an unregistered spec", it -> it.pipelines.clear()),
                broken(Rule.PIPELINE_WITHDRAWN, "for a withdrawn version", it -> status(it, PipelineStatus.WITHDRAWN)),
                broken(Rule.PIPELINE_WITHDRAWN, "for a candidate", it -> status(it, PipelineStatus.CANDIDATE)),
                broken(Rule.TARGET_UNRESOLVED, "without an address", it -> environment(it, "\"alerts\"", "\"other\"")),
                broken(
                        Rule.TARGET_UNRESOLVED,
                        "for another cluster without markers",
                        it -> environment(it, "{\"topic\"", "{\"cluster\":\"lab\",\"topic\"")),
                broken(Rule.DRY_RUN_REQUIRED, "without a dry-run", RuleTest::demandADryRun),
                broken(Rule.DRY_RUN_REQUIRED, "for a stale one", it -> {
                    demandADryRun(it);
                    dryRun(it, World.NOON.minus(Duration.ofHours(1)).minusMillis(1), 0.0);
                }),
                broken(Rule.DRY_RUN_REQUIRED, "for one that diverges too much", it -> {
                    demandADryRun(it);
                    dryRun(it, World.NOON, 0.11);
                }),
                broken(Rule.DRY_RUN_REQUIRED, "for one that compared nothing", it -> {
                    demandADryRun(it);
                    dryRun(it, World.NOON, null);
                }));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failsAndSaysHowToPass(Case it) {
        Finding finding = it.rule().check(facts(Mode.EXECUTE, it.request(), it.world()));

        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.FAILED);
        assertThat(finding.getCode()).isEqualTo(it.rule().name());
        assertThat(finding.getEvidence()).isNotBlank();
        assertThat(finding.getRemedy()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void failsClosedWhereItsFactIsMissing(Rule rule) {
        Finding finding = rule.check(new Facts(
                World.request("replay-1", Mode.EXECUTE).build(), null, null, null, null, null, null, null, World.NOON));

        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.FAILED);
        assertThat(finding.getCode()).isEqualTo(rule.name());
    }

    @Test
    void hasAFailingCaseForEveryRule() {
        Set<Rule> tried = EnumSet.noneOf(Rule.class);
        failures().forEach(it -> tried.add(it.rule()));

        assertThat(tried).containsExactlyInAnyOrder(Rule.values());
    }

    @Test
    void onlyWarnsADryRunOfAnUnknownSpec() {
        Facts facts = facts(Mode.DRY_RUN, it -> {}, it -> it.pipelines.clear());

        assertThat(Stream.of(Rule.values()).map(rule -> rule.check(facts).getOutcome()))
                .contains(FindingOutcome.WARNING)
                .doesNotContain(FindingOutcome.FAILED);
    }

    @Test
    void failsADryRunOfAnUnknownCandidate() {
        Facts facts = facts(Mode.DRY_RUN, it -> it.setCandidate("sha256:" + "c".repeat(64)), it -> {});

        assertThat(Rule.SPEC_HASH_UNKNOWN.check(facts).getOutcome()).isEqualTo(FindingOutcome.FAILED);
    }

    @Test
    void takesANarrowSelectionOfALaneThatIsTooLong() {
        Facts facts = facts(
                Mode.EXECUTE,
                it -> it.setSelection(Selection.newBuilder()
                        .setFromSequence(10L)
                        .setToSequence(19L)
                        .build()),
                it -> environment(it, "1000000", "10"));

        assertThat(Rule.LIMIT_EXCEEDED.check(facts).getOutcome()).isEqualTo(FindingOutcome.PASSED);
    }

    @Test
    void permitsToApplyAgainOnlyWhereEveryPostureDoes() {
        Consumer<ReplayRequested.Builder> again = it -> it.setEnvironment("lax").setReapply(true);
        Consumer<FakeFacts> oneDoes =
                it -> it.environments.put("lax", World.environment(World.REAPPLYING.replace("\"demo\"", "\"lax\"")));
        Consumer<FakeFacts> bothDo =
                oneDoes.andThen(it -> it.environments.put("demo", World.environment(World.REAPPLYING)));

        assertThat(Rule.REAPPLY_FORBIDDEN
                        .check(facts(Mode.EXECUTE, again, oneDoes))
                        .getOutcome())
                .isEqualTo(FindingOutcome.FAILED);
        assertThat(Rule.REAPPLY_FORBIDDEN
                        .check(facts(Mode.EXECUTE, again, bothDo))
                        .getOutcome())
                .isEqualTo(FindingOutcome.PASSED);
        assertThat(Rule.REAPPLY_FORBIDDEN
                        .check(facts(Mode.DRY_RUN, again, oneDoes))
                        .getOutcome())
                .isEqualTo(FindingOutcome.PASSED);
    }

    @Test
    void appliesTheStricterOfTwoPostures() {
        Facts facts = facts(Mode.EXECUTE, it -> it.setEnvironment("lax"), it -> {
            it.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
            environment(
                    it,
                    "\"execute\":{\"allowed\":true,\"approvals\":1",
                    "\"execute\":{\"allowed\":false,\"approvals\":3");
        });

        assertThat(Rule.POSTURE_FORBIDS_MODE.check(facts).getOutcome()).isEqualTo(FindingOutcome.FAILED);
        assertThat(facts.approvalsRequired()).isEqualTo(3);
    }

    @Test
    void takesADryRunThatIsFreshAndCloseEnough() {
        Facts facts = facts(Mode.EXECUTE, it -> {}, it -> {
            demandADryRun(it);
            dryRun(it, World.NOON.minus(Duration.ofHours(1)), 0.1);
        });

        Finding finding = Rule.DRY_RUN_REQUIRED.check(facts);
        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.PASSED);
        assertThat(finding.getEvidence()).contains("replay-0");
    }

    @Test
    void takesNoDryRunOfAnotherSelection() {
        Facts facts =
                facts(Mode.EXECUTE, it -> it.setLanes(List.of("feed")).setCandidate("sha256:" + "c".repeat(64)), it -> {
                    demandADryRun(it);
                    dryRun(it, World.NOON, 0.0);
                });

        assertThat(Rule.DRY_RUN_REQUIRED.check(facts).getOutcome()).isEqualTo(FindingOutcome.FAILED);
    }

    @Test
    void holdsAnExecuteElsewhereToTheDryRunThatTheSourceAsksFor() {
        Facts facts = facts(Mode.EXECUTE, it -> it.setEnvironment("lax"), it -> {
            it.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
            demandADryRun(it);
        });

        assertThat(Rule.DRY_RUN_REQUIRED.check(facts).getOutcome()).isEqualTo(FindingOutcome.FAILED);
    }

    @Test
    void takesTheLowerLimitsOfTwoPostures() {
        Facts facts = facts(Mode.EXECUTE, it -> it.setEnvironment("lax"), it -> {
            String lax = World.DEMO
                    .replace("\"demo\"", "\"lax\"")
                    .replace("\"dryRunDetail\":10000000", "\"dryRunDetail\":7");
            it.environments.put("lax", World.environment(lax));
            environment(it, "\"recordsPerSecond\":50000", "\"recordsPerSecond\":9");
        });

        assertThat(facts.dryRunDetail()).isEqualTo(7);
        assertThat(LimitRule.limits(facts)).map(Limits::recordsPerSecond).contains(9L);
    }

    @Test
    void findsAFreezeOfTheSourceInARequestToRunElsewhere() {
        Facts facts = facts(Mode.EXECUTE, it -> it.setEnvironment("lax"), it -> {
            it.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
            environment(it, "\"freezes\":[]", World.FROZEN);
        });

        assertThat(Rule.ENVIRONMENT_FROZEN.check(facts).getOutcome()).isEqualTo(FindingOutcome.FAILED);
    }

    @Test
    void failsClosedOnAFactOlderThanTheRequesterHasSeen() {
        Facts facts =
                facts(Mode.EXECUTE, it -> it.setSeen(List.of(new SeenRevision("environment", "demo", 2L))), it -> {});

        Finding finding = Rule.ENVIRONMENT_UNRESOLVED.check(facts);
        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.FAILED);
        assertThat(finding.getEvidence()).contains("revision 2");
    }

    @Test
    void saysHowMuchItFoundWithoutRepeatingItAll() {
        List<String> strangers =
                IntStream.range(0, 50_000).mapToObj(number -> "lane-" + number).toList();

        Finding finding = Rule.LANE_UNKNOWN.check(facts(Mode.DRY_RUN, it -> it.setLanes(strangers), it -> {}));

        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.FAILED);
        assertThat(finding.getEvidence()).contains("lane-0").hasSizeLessThan(2_100);
    }

    @Test
    void makesItsOwnFaultAFailedFinding() {
        @SuppressWarnings("NullAway") // the fault is the point
        Finding finding = Rule.BUNDLE_UNKNOWN.check(null);

        assertThat(finding.getOutcome()).isEqualTo(FindingOutcome.FAILED);
        assertThat(finding.getCode()).isEqualTo(ErrorCode.INTERNAL.name());
    }

    private static Case failure(Rule rule, String why, Consumer<ReplayRequested.Builder> request) {
        return failure(rule, why, request, it -> {});
    }

    private static Case failure(
            Rule rule, String why, Consumer<ReplayRequested.Builder> request, Consumer<FakeFacts> world) {
        return new Case(rule, why, request, world);
    }

    private static Case broken(Rule rule, String why, Consumer<FakeFacts> world) {
        return new Case(rule, why, it -> {}, world);
    }

    private static void environment(FakeFacts facts, String of, String with) {
        assertThat(World.DEMO).contains(of);
        facts.environments.put("demo", World.environment(World.DEMO.replace(of, with)));
    }

    private static void demandADryRun(FakeFacts facts) {
        environment(
                facts,
                "\"dryRunWithin\":null,\"maxDivergence\":null",
                "\"dryRunWithin\":\"PT1H\",\"maxDivergence\":0.1");
    }

    private static void dryRun(FakeFacts facts, Instant finishedAt, @Nullable Double divergence) {
        facts.dryRuns.put(World.SELECTION_DIGEST, new CompletedDryRun("replay-0", finishedAt, divergence));
    }

    private static void status(FakeFacts facts, PipelineStatus status) {
        facts.pipelines.put(World.SPEC_HASH, World.pipeline(status));
    }

    private static Facts facts(Mode mode, Consumer<ReplayRequested.Builder> request, Consumer<FakeFacts> world) {
        FakeFacts facts = FakeFacts.complete();
        world.accept(facts);
        ReplayRequested.Builder builder = World.request("replay-1", mode);
        request.accept(builder);
        return Objects.requireNonNull(
                Gathered.from(facts, builder.build(), World.NOON).facts());
    }
}
