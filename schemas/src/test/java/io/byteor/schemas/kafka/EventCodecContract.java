package io.byteor.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec promises. */
abstract class EventCodecContract {
    /** A codec opened for every topic; the suite does not close it. */
    abstract EventCodec codec();

    static Stream<EventSamples.Sample> samples() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsBackEveryEventItWrites(EventSamples.Sample sample) {
        byte[] bytes = codec().encode(sample.topic(), sample.event());

        assertThat(bytes[0]).isZero();
        assertThat(codec().decode(sample.topic(), bytes)).isEqualTo(new Decoded.Event(sample.event()));
        assertThat(codec().decodeWithin(sample.topic(), bytes, Duration.ZERO))
                .contains(new Decoded.Event(sample.event()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesACutOrLengthenedValueForPoison(EventSamples.Sample sample) {
        byte[] bytes = codec().encode(sample.topic(), sample.event());

        assertPoison(ErrorCode.RECORD_UNDECODABLE, sample.topic(), Arrays.copyOf(bytes, bytes.length - 1));
        assertPoison(ErrorCode.RECORD_UNDECODABLE, sample.topic(), Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void takesWhatHasNoFramingForPoison() {
        assertPoison(ErrorCode.RECORD_UNDECODABLE, Topic.REPLAY_ACTION, null);
        assertPoison(ErrorCode.RECORD_UNDECODABLE, Topic.REPLAY_ACTION, new byte[0]);
        assertPoison(ErrorCode.RECORD_UNDECODABLE, Topic.REPLAY_ACTION, new byte[] {0, 0, 0, 1});
        assertPoison(
                ErrorCode.RECORD_UNDECODABLE, Topic.REPLAY_ACTION, "{\"json\":true}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesAContentIdThatNobodyGaveForPoison() {
        byte[] bytes =
                ByteBuffer.allocate(20).put((byte) 0).putInt(2_000_000_000).array();

        assertPoison(ErrorCode.SCHEMA_UNKNOWN, Topic.REPLAY_ACTION, bytes);
    }

    @Test
    void takesAnEventOfAnotherTopicForPoison() {
        Topic captured = Topic.BUNDLE_CAPTURED;
        SpecificRecord bundle = EventSamples.of(captured.recordTypes().getFirst());

        assertPoison(ErrorCode.RECORD_UNEXPECTED, Topic.REPLAY_ACTION, codec().encode(captured, bundle));
        assertThatIllegalArgumentException().isThrownBy(() -> codec().encode(Topic.REPLAY_ACTION, bundle));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void survivesEveryFlippedBitAndEveryLengthThatLies(EventSamples.Sample sample) {
        byte[] bytes = codec().encode(sample.topic(), sample.event());
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = bytes.clone();
            int at = AvroFrame.HEADER + random.nextInt(damaged.length - AvroFrame.HEADER);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            if (i % 3 == 0) {
                Arrays.fill(damaged, at, Math.min(damaged.length, at + 1 + random.nextInt(9)), (byte) -1);
            }

            assertThat(codec().decode(sample.topic(), damaged)).isNotNull();
        }
    }

    private void assertPoison(ErrorCode code, Topic topic, byte[] bytes) {
        assertPoison(code, codec().decode(topic, bytes));
        assertPoison(
                code, codec().decodeWithin(topic, bytes, Duration.ofSeconds(10)).orElseThrow());
    }

    private static void assertPoison(ErrorCode code, Decoded decoded) {
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Poison.class,
                        poison -> assertThat(poison.code()).as(poison.detail()).isEqualTo(code));
    }
}
