package io.byteor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoResultTest {
    private static final DemoResult AS_EXPECTED = new DemoResult(
            "sha256:ab",
            new DemoResult.DryRun("d", "completed", 170, 85, 85),
            new DemoResult.Rejected("r", List.of("APPROVAL_MISSING")),
            new DemoResult.Execute("e", "completed", 85),
            0,
            "same",
            85,
            "intact");

    @Test
    void isTheDocumentedLineOfJson() {
        assertThat(AS_EXPECTED.json())
                .hasToString("{\"bundleId\":\"sha256:ab\","
                        + "\"dryRun\":{\"replayId\":\"d\",\"outcome\":\"completed\",\"actions\":170,"
                        + "\"wouldApply\":85,\"emitted\":85},"
                        + "\"rejected\":{\"replayId\":\"r\",\"codes\":[\"APPROVAL_MISSING\"]},"
                        + "\"execute\":{\"replayId\":\"e\",\"outcome\":\"completed\",\"applied\":85},"
                        + "\"targetRecords\":85,\"verify\":\"intact\"}");
    }

    @Test
    void nothingSurprisesWhereAllIsAsExpected() {
        assertThat(AS_EXPECTED.surprises()).isEmpty();
    }

    @Test
    void everyDifferenceSurprisesWithWhatWasExpectedAndFound() {
        DemoResult different = new DemoResult(
                "sha256:ab",
                new DemoResult.DryRun("d", "failed", 169, 84, 86),
                new DemoResult.Rejected("r", List.of()),
                new DemoResult.Execute("e", "halted", 1),
                2,
                "unknown",
                3,
                "altered");

        assertThat(different.surprises())
                .hasSize(11)
                .contains("actions of the dry-run: expected 170, found 169")
                .contains("codes of the rejection: expected [APPROVAL_MISSING], found []");
    }
}
