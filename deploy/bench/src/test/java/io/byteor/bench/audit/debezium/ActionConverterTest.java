package io.byteor.bench.audit.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class ActionConverterTest {
    private static final String TOPIC = Topic.REPLAY_ACTION.topicName();

    private final InMemoryEventCodec codec = new InMemoryEventCodec();
    private final ActionConverter converter = new ActionConverter();

    @Test
    void givesEveryFieldOfAnActionButItsLeaf() {
        ReplayAction action = action().setTarget("alerts")
                .setReason("late")
                .setKey(ByteBuffer.wrap("us7000".getBytes(StandardCharsets.UTF_8)))
                .setPayloadSha256(ByteBuffer.wrap(new byte[] {0, (byte) 0xab}))
                .build();

        Struct row = row(action);

        row.validate();
        assertThat(row.getString("replay_id")).isEqualTo("r1");
        assertThat(row.getInt64("seq")).isEqualTo(7);
        assertThat(row.getInt64("origin_sequence")).isEqualTo(11);
        assertThat(row.getInt32("ordinal")).isEqualTo(2);
        assertThat(row.getString("target")).isEqualTo("alerts");
        assertThat(row.getString("reason")).isEqualTo("late");
        assertThat(row.getString("key")).isEqualTo("us7000");
        assertThat(HexFormat.of().parseHex(row.getString("payload_sha256"))).containsExactly(0, 0xab);
        assertThat(row.getInt64("payload_bytes")).isEqualTo(256);
        assertThat(Instant.parse(row.getString("at"))).isEqualTo(action.getAt());
    }

    @Test
    void leavesEmptyWhatAnActionLacks() {
        Struct row = row(action().build());

        row.validate();
        assertThat(row.get("target")).isNull();
        assertThat(row.get("to_lane")).isNull();
        assertThat(row.get("reason")).isNull();
        assertThat(row.get("key")).isNull();
        assertThat(row.get("payload_sha256")).isNull();
    }

    private Struct row(ReplayAction action) {
        return (Struct) converter
                .toConnectData(TOPIC, codec.encode(Topic.REPLAY_ACTION, action))
                .value();
    }

    private static ReplayAction.Builder action() {
        return ReplayAction.newBuilder()
                .setReplayId("r1")
                .setSeq(7)
                .setRole("triage")
                .setLane("feed")
                .setStage("alert")
                .setOriginLane("feed")
                .setOriginSequence(11)
                .setOrdinal(2)
                .setDecision("would_apply")
                .setPayloadBytes(256)
                .setAt(Instant.parse("2026-11-23T10:00:00.123456Z"));
    }
}
