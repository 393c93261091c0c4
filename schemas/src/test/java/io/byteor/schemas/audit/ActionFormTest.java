package io.byteor.schemas.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.ReplayAction;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ActionFormTest {
    private static final ReplayAction ACTION = ReplayAction.newBuilder()
            .setReplayId("r")
            .setSeq(1)
            .setRole("a")
            .setLane("b")
            .setStage("c")
            .setOriginLane("d")
            .setOriginSequence(-2)
            .setOrdinal(3)
            .setTarget(null)
            .setToLane("é")
            .setDecision("emitted")
            .setReason("")
            .setKey(ByteBuffer.wrap(new byte[] {0, (byte) 0xff}))
            .setPayloadSha256(null)
            .setPayloadBytes(4)
            .setAt(Instant.ofEpochSecond(1, 2_345))
            .build();

    @Test
    void isTheDocumentedBytes() {
        assertThat(HexFormat.of().formatHex(ActionForm.v1(ACTION)))
                .isEqualTo("01"
                        + "0000000172"
                        + "000000080000000000000001"
                        + "0000000161"
                        + "0000000162"
                        + "0000000163"
                        + "0000000164"
                        + "00000008fffffffffffffffe"
                        + "000000080000000000000003"
                        + "ffffffff"
                        + "00000002c3a9"
                        + "00000007656d6974746564"
                        + "00000000"
                        + "0000000200ff"
                        + "ffffffff"
                        + "000000080000000000000004"
                        + "0000000800000000000f4242");
    }

    @Test
    void readsBytesWithoutUsingThemUp() {
        byte[] first = ActionForm.v1(ACTION);

        assertThat(ActionForm.v1(ACTION)).isEqualTo(first);
    }

    @Test
    void differsWhereverOneFieldDiffers() {
        List<UnaryOperator<ReplayAction.Builder>> changes = List.of(
                b -> b,
                b -> b.setReplayId("s"),
                b -> b.setSeq(2),
                b -> b.setRole("ab").setLane(""),
                b -> b.setRole("").setLane("ab"),
                b -> b.setStage("x"),
                b -> b.setOriginLane("x"),
                b -> b.setOriginSequence(9),
                b -> b.setOrdinal(9),
                b -> b.setTarget("é").setToLane(null),
                b -> b.setToLane(null),
                b -> b.setDecision("failed"),
                b -> b.setReason(null),
                b -> b.setKey(null),
                b -> b.setKey(ByteBuffer.allocate(0)),
                b -> b.setPayloadSha256(ByteBuffer.allocate(32)),
                b -> b.setPayloadBytes(5),
                b -> b.setAt(Instant.ofEpochSecond(1, 3_000)));
        Set<String> forms = new HashSet<>();

        changes.forEach(change -> forms.add(HexFormat.of()
                .formatHex(ActionForm.v1(
                        change.apply(ReplayAction.newBuilder(ACTION)).build()))));

        assertThat(forms).hasSameSizeAs(changes);
    }

    @Test
    void countsWholeMicrosecondsBeforeTheEpochToo() {
        assertThat(ActionForm.micros(Instant.ofEpochSecond(-1, 999_999_999))).isEqualTo(-1);
        assertThat(ActionForm.micros(Instant.ofEpochSecond(-1, 0))).isEqualTo(-1_000_000);
    }
}
