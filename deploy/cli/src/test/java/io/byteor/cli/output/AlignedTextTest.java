package io.byteor.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class AlignedTextTest {
    @Test
    void alignsValuesAndLeavesOutWhatIsNotThere() {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("replayId", "r1").putNull("outcome");

        Fields fields = new Fields()
                .add("id", 7)
                .addAll(document, "replayId", "outcome", "absent")
                .more("and this");

        assertThat(fields.lines()).containsExactly("id         7", "replay id  r1", "           and this");
    }

    @Test
    void alignsColumns() {
        assertThat(new Table("seq", "decision")
                        .row("0", "emitted")
                        .row("1000", "would_apply")
                        .lines())
                .containsExactly("seq   decision", "0     emitted", "1000  would_apply");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table("a", "b").row("1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsNumbersAsTheyWere() throws Exception {
        String json = "{\"sample\":0.10,\"big\":123456789012345678901234567890}";

        assertThat(JsonForm.line(JsonForm.mapper().readTree(json))).isEqualTo(json);
    }
}
