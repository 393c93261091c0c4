package io.byteor.validator.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.validator.FakeFacts;
import io.byteor.validator.World;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.fact.Gathered;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
    @Test
    void isTheSameInEveryRelease() {
        assertThat(digest(UnaryOperator.identity()))
                .hasToString("sha256:5cbf2e67708d4ad7954aa8b543e778a82134d529dcc413ed91b71bb2d5883743");
        assertThat(selectionDigest(UnaryOperator.identity()))
                .hasToString("sha256:d48bb2a2af49c756e6afa69570afec68bf7983572542d3c9d54865514776879c");
    }

    @Test
    void leavesOutWhoAsksAndWhy() {
        assertThat(digest(it -> it.setReplayId("other")
                        .setCommandId("other")
                        .setRequester(World.APPROVER)
                        .setReason("other")
                        .setTicket("T-2")
                        .setApprovalId("ap-1")
                        .setRequestedAt(World.NOON.plusSeconds(1))))
                .isEqualTo(digest(UnaryOperator.identity()));
    }

    @Test
    void fillsDefaultsIn() {
        assertThat(digest(it -> it.setLanes(List.of("feed"))
                        .setRate(50_000L)
                        .setEnvironment("demo")
                        .setSelection(Selection.newBuilder().setSample(1.0).build())))
                .isEqualTo(digest(UnaryOperator.identity()));
    }

    @Test
    void changesWithEverythingThatChangesWhatHappens() {
        List<UnaryOperator<ReplayRequested.Builder>> changes = List.of(
                it -> it.setMode(Mode.DRY_RUN),
                it -> it.setRate(10L),
                it -> it.setSpeed(1.0),
                it -> it.setSpeed(2.0),
                it -> it.setWarmUp(0.0),
                it -> it.setWarmUp(0.5),
                it -> it.setWarmUp(0.5).setWarmUpDivergence(0.0),
                it -> it.setWarmUp(0.5).setWarmUpDivergence(0.5),
                it -> it.setDetail(Detail.COUNTS),
                it -> it.setReapply(true),
                it -> it.setErrorBudget(0L),
                it -> it.setSelection(Selection.newBuilder().setLimit(10L).build()),
                it -> it.setSelection(Selection.newBuilder()
                        .setFromSequence(Long.MAX_VALUE - 1)
                        .build()),
                it -> it.setSelection(
                        Selection.newBuilder().setFromSequence(Long.MAX_VALUE).build()),
                it -> it.setSelection(
                        Selection.newBuilder().setToTime(World.NOON).build()),
                it -> it.setSelection(
                        Selection.newBuilder().setPredicate("true").build()),
                it -> it.setSelection(Selection.newBuilder().setSample(0.5).build()));

        assertThat(changes.stream().map(RequestDigestTest::digest))
                .doesNotHaveDuplicates()
                .doesNotContain(digest(UnaryOperator.identity()));
    }

    @Test
    void changesWithThePostureAndTheTargets() {
        FakeFacts moved = FakeFacts.complete();
        moved.environments.put("demo", World.environment(World.DEMO.replace("quake.alerts", "quake.alarms")));
        FakeFacts stricter = FakeFacts.complete();
        stricter.environments.put("demo", World.environment(World.DEMO.replace("PT4H", "PT3H")));

        assertThat(List.of(request(moved), request(stricter), request(FakeFacts.complete())))
                .doesNotHaveDuplicates();
    }

    @Test
    void coversThePostureOfTheSourceWhereItRunsElsewhere() {
        FakeFacts elsewhere = FakeFacts.complete();
        elsewhere.environments.put("lax", World.environment(World.DEMO.replace("\"demo\"", "\"lax\"")));
        FakeFacts stricter = FakeFacts.complete();
        stricter.environments.putAll(elsewhere.environments);
        stricter.environments.put("demo", World.environment(World.DEMO.replace("PT4H", "PT3H")));

        assertThat(assess(elsewhere, it -> it.setEnvironment("lax")).requestDigest())
                .isNotNull()
                .isNotEqualTo(assess(stricter, it -> it.setEnvironment("lax")).requestDigest());
    }

    @Test
    void tiesADryRunToAnExecuteOfTheSameRecords() {
        assertThat(selectionDigest(it -> it.setMode(Mode.DRY_RUN).setRate(7L)))
                .isEqualTo(selectionDigest(UnaryOperator.identity()));
    }

    private static Digest digest(UnaryOperator<ReplayRequested.Builder> change) {
        return Objects.requireNonNull(assess(FakeFacts.complete(), change).requestDigest());
    }

    private static Digest selectionDigest(UnaryOperator<ReplayRequested.Builder> change) {
        return Objects.requireNonNull(assess(FakeFacts.complete(), change).selectionDigest());
    }

    private static Digest request(FakeFacts facts) {
        return Objects.requireNonNull(assess(facts, UnaryOperator.identity()).requestDigest());
    }

    private static Assessment assess(FakeFacts facts, UnaryOperator<ReplayRequested.Builder> change) {
        ReplayRequested request =
                change.apply(World.request("replay-1", Mode.EXECUTE)).build();
        return Assessment.of(Gathered.from(facts, request, World.NOON).facts());
    }
}
