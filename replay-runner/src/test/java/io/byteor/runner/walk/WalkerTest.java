package io.byteor.runner.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.event.StageCount;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WalkerTest {
    private static final String SPEC = """
            { "apiVersion": "byteor.io/v1", "pipeline": "p", "version": "1",
              "lanes": [{"name": "in"}, {"name": "mid"}],
              "roles": [
                {"name": "front", "reads": "in", "stages": [
                  {"name": "raw", "emit": {"target": "archive"}},
                  {"name": "keep", "filter": "payload.n > 1"},
                  {"name": "shape", "map": "{'m': payload.n}"},
                  {"name": "hand", "emit": {"lane": "mid"}},
                  {"name": "again", "emit": {"lane": "mid"}},
                  {"name": "last", "emit": {"target": "alerts", "key": "payload.missing"}}]},
                {"name": "back", "reads": "mid", "stages": [
                  {"name": "out", "emit": {"target": "alerts"}}]}]}
            """;

    private final List<TargetEffect> effects = new ArrayList<>();
    private final List<WalkAction> actions = new ArrayList<>();
    private final CompiledPipeline pipeline =
            CompiledPipeline.compile(PipelineSpec.parse(SPEC.getBytes(StandardCharsets.UTF_8)));
    private final StageCounts counts = new StageCounts(pipeline);
    private final Walker walker = new Walker(pipeline, counts, new WalkSink() {
        @Override
        public Ruling effect(TargetEffect effect) {
            effects.add(effect);
            return Ruling.of(ActionDecision.WOULD_APPLY);
        }

        @Override
        public void action(WalkAction action) {
            actions.add(action);
        }
    });

    @Test
    void handsOnDepthFirstInTheOrderOfTheSpec() {
        walker.walk("in", record("{\"n\":2}"));

        assertThat(actions)
                .extracting(action -> action.role() + "/" + action.stage() + "/" + action.decision())
                .containsExactly(
                        "front/raw/WOULD_APPLY",
                        "front/hand/EMITTED",
                        "back/out/WOULD_APPLY",
                        "front/again/EMITTED",
                        "back/out/WOULD_APPLY",
                        "front/last/FAILED");
        assertThat(actions).extracting(WalkAction::ordinal).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(actions).allMatch(action -> action.origin().equals(new Origin("in", 7)));
    }

    @Test
    void keepsPayloadBytesUntilAMapReshapesThem() {
        walker.walk("in", record("{ \"n\": 2.0 }"));

        assertThat(effects.get(0).payload()).asString(StandardCharsets.UTF_8).isEqualTo("{ \"n\": 2.0 }");
        assertThat(effects.get(1).payload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"m\":2}");
    }

    @Test
    void tellsApartEffectsOfOneStageThatARecordReachesTwice() {
        walker.walk("in", record("{\"n\":2}"));
        walker.walk("in", record("{\"n\":3}"));

        assertThat(effects)
                .filteredOn(effect -> effect.stage().name().equals("out"))
                .extracting(TargetEffect::occurrence)
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    void usesTheRecordsKeyWhereTheStageNamesNone() {
        walker.walk("in", record("{\"n\":1}"));

        assertThat(effects)
                .singleElement()
                .satisfies(effect -> assertThat(effect.key())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("k"));
    }

    @Test
    void countsWhatComesInGoesOutAndFails() {
        walker.walk("in", record("{\"n\":2}"));
        walker.walk("in", record("{\"n\":1}"));
        walker.walk("in", record("{}"));

        assertThat(counts.counts())
                .containsExactly(
                        new StageCount("front", "raw", 3L, 3L, 0L),
                        new StageCount("front", "keep", 3L, 1L, 1L),
                        new StageCount("front", "shape", 1L, 1L, 0L),
                        new StageCount("front", "hand", 1L, 1L, 0L),
                        new StageCount("front", "again", 1L, 1L, 0L),
                        new StageCount("front", "last", 1L, 0L, 1L),
                        new StageCount("back", "out", 2L, 2L, 0L));
    }

    static Stream<Arguments> hostilePayloads() {
        return Stream.of(
                Arguments.of("[".repeat(65) + "]".repeat(65), "PAYLOAD_INVALID: JSON nests at most 64 deep"),
                Arguments.of("{\"n\":2,\"n\":2}", "PAYLOAD_INVALID: a member stands twice in one object"),
                Arguments.of("{\"n\":2e999}", "PAYLOAD_INVALID: a number is beyond the range of double"),
                Arguments.of("{\"n\":" + "2".repeat(2_000) + "}", "PAYLOAD_INVALID: Number value length"),
                Arguments.of("[" + "0,".repeat(1 << 19) + "0]", "PAYLOAD_INVALID: at most 1048576 bytes"));
    }

    @ParameterizedTest
    @MethodSource("hostilePayloads")
    void failsOnAPayloadBeyondItsLimitsAndKeepsWhatReadsNoJson(String payload, String reason) {
        walker.walk("in", record(payload));

        assertThat(actions)
                .extracting(action -> action.stage() + "/" + action.decision())
                .containsExactly("raw/WOULD_APPLY", "keep/FAILED");
        assertThat(actions.getLast().reason()).startsWith(reason);
    }

    static Stream<Arguments> hostileExpressions() {
        return Stream.of(
                Arguments.of(
                        "payload.s.matches(payload.p)", "{'s': '%s', 'p': '((a{30}){30}){30}'}", "EXPRESSION_FAILED"),
                Arguments.of(
                        "payload.l.all(x, payload.l.all(y, payload.l.all(z, x + y + z >= 0)))",
                        "{'l': [" + "0,".repeat(200) + "0]}",
                        "EXPRESSION_FAILED"));
    }

    @ParameterizedTest
    @MethodSource("hostileExpressions")
    void failsOnARecordThatMakesAnExpressionCostTooMuch(String filter, String payload, String code) {
        assertThat(actionsOf(
                        "filter", filter, payload.formatted("a".repeat(1_000)).replace('\'', '"')))
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.decision()).isEqualTo(ActionDecision.FAILED);
                    assertThat(action.reason()).startsWith(code);
                });
    }

    @Test
    void runsAPatternOfTheRecordsOwnInLinearTime() {
        String payload = "{\"s\":\"" + "a".repeat(100_000) + "!\",\"p\":\"(a+)+$\"}";

        List<WalkAction> acts = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> actionsOf("filter", "payload.s.matches(payload.p)", payload));

        assertThat(acts).isEmpty();
    }

    @Test
    void failsOnAResultThatIsTooLarge() {
        String payload = "{\"s\":\"" + "a".repeat(600_000) + "\"}";

        assertThat(actionsOf("map", "[payload.s, payload.s]", payload))
                .singleElement()
                .satisfies(action -> assertThat(action.reason()).startsWith("EXPRESSION_FAILED: the result is larger"));
    }

    private List<WalkAction> actionsOf(String kind, String expression, String payload) {
        String spec = """
                {"apiVersion": "byteor.io/v1", "pipeline": "p", "version": "1", "lanes": [{"name": "in"}],
                 "roles": [{"name": "r", "reads": "in", "stages": [{"name": "s", "%s": "%s"}]}]}
                """.formatted(kind, expression);
        CompiledPipeline one = CompiledPipeline.compile(PipelineSpec.parse(spec.getBytes(StandardCharsets.UTF_8)));
        List<WalkAction> acts = new ArrayList<>();
        new Walker(one, new StageCounts(one), new WalkSink() {
                    @Override
                    public Ruling effect(TargetEffect effect) {
                        return Ruling.of(ActionDecision.WOULD_APPLY);
                    }

                    @Override
                    public void action(WalkAction action) {
                        acts.add(action);
                    }
                })
                .walk("in", record(payload));
        return acts;
    }

    private static RecordVariables record(String json) {
        return new RecordVariables(
                new Payload(json.getBytes(StandardCharsets.UTF_8)),
                "k".getBytes(StandardCharsets.UTF_8),
                7,
                Instant.EPOCH,
                Map::of);
    }
}
