package io.byteor.runner.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.audit.ActionDecision;
import io.byteor.schemas.event.StageCount;
import io.byteor.schemas.expression.Payload;
import io.byteor.schemas.expression.RecordVariables;
import io.byteor.schemas.pipeline.CompiledPipeline;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private static RecordVariables record(String json) {
        return new RecordVariables(
                new Payload(json.getBytes(StandardCharsets.UTF_8)),
                "k".getBytes(StandardCharsets.UTF_8),
                7,
                Instant.EPOCH,
                Map::of);
    }
}
