package io.byteor.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadChangeTest {
    @Test
    void tellsMembersApartAndNumbersWhateverTheirWriting() {
        PayloadChange change = PayloadChange.between(utf8("{\"n\":4.0,\"m\":1}"), utf8("{\"m\":2, \"n\":4}"))
                .orElseThrow();

        assertThat(change.patch()).singleElement().satisfies(operation -> {
            assertThat(operation.op()).isEqualTo("replace");
            assertThat(operation.path()).isEqualTo("/m");
            assertThat(operation.value()).hasToString("2");
        });
    }

    @Test
    void isNoneWhereOneSideIsNoJson() {
        assertThat(PayloadChange.between(utf8("{}"), new byte[] {-1})).isEmpty();
        assertThat(PayloadChange.between(new byte[] {-1}, utf8("{}"))).isEmpty();
    }

    @Test
    void addsAllWhereThereWasNothing() {
        assertThat(PayloadChange.between(null, utf8("[1]")).orElseThrow().patch())
                .singleElement()
                .satisfies(operation -> assertThat(operation.op() + operation.path() + operation.value())
                        .isEqualTo("add[1]"));
    }

    @Test
    void leavesOutWhatDoesNotFitIntoAnAudit() {
        String large = "x".repeat(PayloadChange.MOST_BYTES);

        PayloadChange change = PayloadChange.between(
                        utf8("{\"a\":1,\"b\":1}"), utf8("{\"a\":2,\"b\":\"" + large + "\"}"))
                .orElseThrow();

        assertThat(change.truncated()).isTrue();
        assertThat(change.patch())
                .singleElement()
                .satisfies(operation -> assertThat(operation.path()).isEqualTo("/a"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
