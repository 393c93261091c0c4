package io.byteor.validator.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.validator.World;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDocumentTest {
    private static final RequestDocument.Frame FRAME =
            new RequestDocument.Frame("command", "replay", World.OPERATOR, List.of("demo"), List.of(), World.NOON);
    private static final String FULL = """
            {"bundleId":"%s","mode":"dry_run","environment":"demo","lanes":["feed"],
             "selection":{"sequences":{"from":5,"to":9},"times":{"from":"2026-11-23T11:00:00Z"},
               "predicate":"sequence > 3","sample":0.5,"limit":100},
             "rate":10,"detail":"counts","reapply":true,"errorBudget":0,"reason":"why","ticket":"T-1","approvalId":"ap-1"}
            """.formatted(World.BUNDLE_ID);

    @Test
    void readsEveryField() {
        ReplayRequested request = RequestDocument.parse(World.json(FULL), FRAME);

        assertThat(request.getMode()).isEqualTo(Mode.DRY_RUN);
        assertThat(request.getLanes()).containsExactly("feed");
        assertThat(request.getSelection().getFromSequence()).isEqualTo(5);
        assertThat(request.getSelection().getFromTime()).isEqualTo(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(request.getSelection().getSample()).isEqualTo(0.5);
        assertThat(request.getDetail()).isEqualTo(Detail.COUNTS);
        assertThat(request.getErrorBudget()).isZero();
        assertThat(request.getApprovalId()).isEqualTo("ap-1");
        assertThat(request.getRequester()).isEqualTo(World.OPERATOR);
        assertThat(request.getEnvironments()).containsExactly("demo");
    }

    @Test
    void needsOnlyBundleAndMode() {
        String least = "{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"dry_run\"}";

        ReplayRequested request = RequestDocument.parse(World.json(least), FRAME);

        assertThat(request.getDetail()).isEqualTo(Detail.ACTIONS);
        assertThat(request.getLanes()).isEmpty();
        assertThat(request.getSelection().getLimit()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"rate\":10           | \"speed\":10             | /speed",
                "\"rate\":10           | \"rate\":0               | /rate",
                "\"rate\":10           | \"rate\":10,\"pacing\":{} | /pacing",
                "\"rate\":10           | \"pacing\":{\"speed\":0} | /pacing/speed",
                "\"rate\":10           | \"pacing\":{\"rate\":1}  | /pacing/rate",
                "\"rate\":10           | \"warmUp\":0.1           | /warmUp",
                "\"rate\":10           | \"warmUp\":{\"errorRatio\":1.1} | /warmUp/errorRatio",
                "\"rate\":10           | \"warmUp\":{\"maxDivergence\":2} | /warmUp/maxDivergence",
                "\"rate\":10           | \"warmUp\":{\"rungs\":3}  | /warmUp/rungs",
                "\"rate\":10           | \"rate\":\"10\"          | /rate",
                "\"dry_run\"           | \"rehearse\"             | /mode",
                "\"from\":5            | \"form\":5               | /selection/sequences/form",
                "\"from\":5            | \"from\":10              | /selection/sequences/to",
                "0.5                   | 1.5                      | /selection/sample",
                "[\"feed\"]            | [\"feed\",\"feed\"]      | /lanes/1",
                "[\"feed\"]            | \"feed\"                 | /lanes",
                "sha256:bb             | sha256:BB                | /bundleId",
                "11:00:00Z             | 11:00:00.0000001Z        | /selection/times/from",
                "sequence > 3          | sequence >               | /selection/predicate",
                "\"rate\":10           | \"rate\":1e1             | /rate",
                "\"rate\":10           | \"rate\":-9223372036854775809  | /rate",
                "\"rate\":10           | \"rate\":9007199254740992      | /rate",
                "\"from\":5            | \"from\":9223372036854775808  | /selection/sequences/from",
                "\"limit\":100         | \"limit\":0              | /selection/limit",
                "0.5                   | 0                        | /selection/sample",
                "0.5                   | 1e999999                 | /selection/sample",
                "\"2026-11-23T11:00:00Z\" | \"+1000000000-01-01T00:00:00Z\"  | /selection/times/from",
                "\"2026-11-23T11:00:00Z\" | \"+292278994-08-17T07:12:56Z\"   | /selection/times/from",
                "\"2026-11-23T11:00:00Z\" | \"2026-02-30T00:00:00Z\"         | /selection/times/from",
                "\"2026-11-23T11:00:00Z\" | 1764000000                      | /selection/times/from",
                "\"why\"               | \"a\\u0000b\"          | /reason",
                "\"why\"               | \"\\ud83c\"            | /reason",
                "\"T-1\"               | [\"T-1\"]              | /ticket",
                "true                  | \"true\"                 | /reapply",
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhere(String of, String with, String place) {
        String broken = FULL.replace(of.strip(), with.strip());

        assertThatThrownBy(() -> RequestDocument.parse(World.json(broken), FRAME))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.place()).startsWith(place));
    }

    @Test
    void namesNoMoreLanesThanAPipelineHas() {
        String lanes = IntStream.range(0, 65)
                .mapToObj(number -> "\"lane-" + number + "\"")
                .collect(Collectors.joining(",", "[", "]"));

        assertThatThrownBy(() -> RequestDocument.parse(World.json(FULL.replace("[\"feed\"]", lanes)), FRAME))
                .isInstanceOfSatisfying(ByteorException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
                    assertThat(refusal.place()).isEqualTo("/lanes/64");
                    assertThat(refusal.value()).isEqualTo("\"lane-64\"");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"errorRatio\":0.25} | 0.25 |",
                "{\"errorRatio\":0} | 0.0 |",
                "{} | 0.0 |",
                "{\"maxDivergence\":0.05} | 0.0 | 0.05",
                "{\"errorRatio\":1,\"maxDivergence\":0} | 1.0 | 0.0",
                "null | |"
            })
    void readsWhatAWarmUpIsToHold(String warmUp, Double errorRatio, Double maxDivergence) {
        String warmed = FULL.replace("\"rate\":10", "\"warmUp\":" + warmUp);

        ReplayRequested request = RequestDocument.parse(World.json(warmed), FRAME);

        assertThat(request.getWarmUp()).isEqualTo(errorRatio);
        assertThat(request.getWarmUpDivergence()).isEqualTo(maxDivergence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"speed\":2.5} | 2.5", "{\"speed\":1} | 1.0", "{} | 1.0", "null |"})
    void readsThePacingOfTheCaptureInPlaceOfARate(String pacing, Double speed) {
        String paced = FULL.replace("\"rate\":10", "\"pacing\":" + pacing);

        ReplayRequested request = RequestDocument.parse(World.json(paced), FRAME);

        assertThat(request.getSpeed()).isEqualTo(speed);
        assertThat(request.getRate()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \\t", "x1001"})
    void wantsAReasonOfBoundedLengthForAnExecute(String reason) {
        String given = reason.equals("x1001") ? "x".repeat(1_001) : reason;
        String body = FULL.replace("dry_run", "execute").replace("\"why\"", "\"" + given + "\"");

        assertThatThrownBy(() -> RequestDocument.parse(World.json(body), FRAME))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.place()).isEqualTo("/reason"));
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        String reason = "\uD83C\uDF0B".repeat(1_000);

        assertThat(RequestDocument.parse(World.json(FULL.replace("\"why\"", "\"" + reason + "\"")), FRAME)
                        .getReason())
                .isEqualTo(reason);
    }

    @Test
    void refusesToExecuteACandidate() {
        String body = "{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"execute\",\"candidate\":\""
                + World.SPEC_HASH + "\"}";

        assertThatThrownBy(() -> RequestDocument.parse(World.json(body), FRAME))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }
}
