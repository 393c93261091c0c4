package io.byteor.schemas.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineSpecTest {
    private static final String QUAKES = """
            { "apiVersion": "byteor.io/v1", "pipeline": "quake-alerts", "version": "2.3.0",
              "lanes": [{"name": "feed"}, {"name": "strong"}],
              "roles": [{"name": "triage", "reads": "feed", "stages": [
                  {"name": "strong-only", "filter": "payload.properties.mag >= 4.5"},
                  {"name": "shape",       "map": "{'id': payload.id, 'mag': payload.properties.mag}"},
                  {"name": "keep",        "emit": {"lane": "strong"}},
                  {"name": "alert",       "emit": {"target": "alerts", "key": "payload.id"}}]}] }
            """;

    @Test
    void readsLanesRolesAndStages() {
        PipelineSpec spec = parse(QUAKES);

        assertThat(spec).hasToString("quake-alerts 2.3.0");
        assertThat(spec.lanes()).containsExactly(new Lane("feed"), new Lane("strong"));
        assertThat(spec.roles())
                .containsExactly(new Role(
                        "triage",
                        "feed",
                        List.of(
                                new Stage.Filter("strong-only", "payload.properties.mag >= 4.5"),
                                new Stage.Map("shape", "{'id': payload.id, 'mag': payload.properties.mag}"),
                                new Stage.EmitToLane("keep", "strong"),
                                new Stage.EmitToTarget("alert", "alerts", "payload.id", false))));
        assertThat(spec.targets()).containsExactly("alerts");
    }

    @Test
    void hashesTheDocumentAndNotItsLayout() {
        PipelineSpec spec = parse(QUAKES);

        assertThat(parse(spec.canonical()).specHash()).isEqualTo(spec.specHash());
        assertThat(spec.specHash())
                .isEqualTo(CanonicalJson.digest(CanonicalJson.parse(QUAKES.getBytes(StandardCharsets.UTF_8), "spec")));
        assertThat(parse(QUAKES.replace("4.5", "4.6")).specHash()).isNotEqualTo(spec.specHash());
    }

    @Test
    void numbersTheStagesOfTheCompiledPipeline() {
        CompiledPipeline compiled = CompiledPipeline.compile(parse(QUAKES));

        assertThat(compiled.stages()).isEqualTo(4);
        assertThat(compiled.readersOf("feed").getFirst().stages())
                .extracting(CompiledStage::index)
                .containsExactly(0, 1, 2, 3);
        assertThat(compiled.readersOf("strong")).isEmpty();
    }

    @Test
    void suppressesAnEffectThatTheStageSaysIsNeverAppliedAgain() {
        PipelineSpec spec = parse(QUAKES.replace("\"payload.id\"}}", "\"payload.id\"}, \"replay\": \"suppress\"}"));

        assertThat(spec.roles().getFirst().stages().getLast())
                .isEqualTo(new Stage.EmitToTarget("alert", "alerts", "payload.id", true));
    }

    @Test
    void refusesAnUnknownMajorVersionBeforeAnythingElse() {
        ByteorException refused =
                refusal(QUAKES.replace("byteor.io/v1", "byteor.io/v2").replace("lanes", "tracks"));

        assertThat(refused.code()).isEqualTo(ErrorCode.FORMAT_VERSION_UNKNOWN);
        assertThat(refused.place()).isEqualTo("/apiVersion");
        assertThat(refused.value()).isEqualTo("byteor.io/v2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"reads\": \"feed\"|\"reads\": \"fed\"|/roles/0/reads|fed",
                "{\"lane\": \"strong\"}|{\"lane\": \"weak\"}|/roles/0/stages/2/emit/lane|weak",
                "{\"name\": \"strong\"}|{\"name\": \"Feed\"}|/lanes/1/name|Feed",
                "\"shape\",|\"strong-only\",|/roles/0/stages/1/name|strong-only",
                "{\"name\": \"strong\"}|{\"name\": \"../x\"}|/lanes/1/name|../x",
                "{\"name\": \"strong\"}|{\"name\": \"strong\", \"x/y\": 1}|/lanes/1/x~1y|x/y",
                "\"alerts\"|7|/roles/0/stages/3/emit/target|7",
                "{\"lane\": \"strong\"}|{\"lane\": \"feed\"}|/roles/0/stages/2/emit/lane|feed -> feed",
                "{\"lane\": \"strong\"}}|{\"lane\": \"strong\"}, \"replay\": \"suppress\"}|/roles/0/stages/2/replay|suppress",
                "\"map\"|\"mapp\"|/roles/0/stages/1/mapp|mapp",
            })
    void refusesWithPlaceAndValue(String good, String bad, String place, String value) {
        assertThat(QUAKES).contains(good);

        ByteorException refused = refusal(QUAKES.replace(good, bad));

        assertThat(refused.code()).isEqualTo(ErrorCode.SPEC_INVALID);
        assertThat(refused.place()).isEqualTo(place);
        assertThat(refused.value()).isEqualTo(value);
    }

    @Test
    void refusesACycleThroughSeveralRoles() {
        ByteorException refused = refusal("""
                {"apiVersion": "byteor.io/v1", "pipeline": "p", "version": "1",
                 "lanes": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
                 "roles": [{"name": "ab", "reads": "a", "stages": [{"name": "s", "emit": {"lane": "b"}}]},
                           {"name": "bc", "reads": "b", "stages": [{"name": "s", "emit": {"lane": "c"}}]},
                           {"name": "cb", "reads": "c", "stages": [{"name": "s", "emit": {"lane": "b"}}]}]}
                """);

        assertThat(refused.place()).isEqualTo("/roles/2/stages/0/emit/lane");
        assertThat(refused.value()).isEqualTo("b -> c -> b");
    }

    @Test
    void refusesASpecWhoseRecordsMultiplyWithoutEnd() {
        StringBuilder lanes = new StringBuilder("{\"name\": \"l0\"}");
        StringBuilder roles = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            lanes.append(", {\"name\": \"l").append(i + 1).append("\"}");
            roles.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"r%d\", \"reads\": \"l%d\", \"stages\": [".formatted(i, i));
            for (int s = 0; s < 10; s++) {
                roles.append(s == 0 ? "" : ", ")
                        .append("{\"name\": \"s%d\", \"emit\": {\"lane\": \"l%d\"}}".formatted(s, i + 1));
            }
            roles.append("]}");
        }

        ByteorException refused =
                refusal("{\"apiVersion\": \"byteor.io/v1\", \"pipeline\": \"p\", \"version\": \"1\", \"lanes\": ["
                        + lanes + "], \"roles\": [" + roles + "]}");

        assertThat(refused.code()).isEqualTo(ErrorCode.SPEC_INVALID);
        assertThat(refused.value()).isEqualTo("l0");
    }

    @Test
    void refusesAnExpressionThatDoesNotCompileAtItsStage() {
        PipelineSpec spec = parse(QUAKES.replace("\"payload.id\"", "\"payloat.id\""));

        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> CompiledPipeline.compile(spec))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPRESSION_INVALID))
                .satisfies(e -> assertThat(e.place()).isEqualTo("/roles/0/stages/3/emit/key"))
                .satisfies(e -> assertThat(e.value()).isEqualTo("payloat.id"));
    }

    private static ByteorException refusal(String json) {
        try {
            parse(json);
        } catch (ByteorException e) {
            return e;
        }
        throw new AssertionError("the spec was taken");
    }

    private static PipelineSpec parse(String json) {
        return PipelineSpec.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
