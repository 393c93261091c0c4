package io.byteor.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void keepsTheRecordAsItWasAndSaysWhereItStoodAndWhy() {
        ConsumerRecord<byte[], byte[]> origin =
                new ConsumerRecord<>("topic", 3, 42, new byte[] {1}, new byte[] {2, -1});
        origin.headers().add("traceparent", new byte[] {7});

        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(origin, ErrorCode.SCHEMA_UNKNOWN, "id 9", "sink");

        assertThat(letter.topic()).isEqualTo("byteor.dead-letter");
        assertThat(letter.key()).isEqualTo(origin.key());
        assertThat(letter.value()).isEqualTo(origin.value());
        assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(7);
        assertThat(text(letter.headers(), DeadLetter.ORIGIN_TOPIC)).isEqualTo("topic");
        assertThat(text(letter.headers(), DeadLetter.ORIGIN_PARTITION)).isEqualTo("3");
        assertThat(text(letter.headers(), DeadLetter.ORIGIN_OFFSET)).isEqualTo("42");
        assertThat(text(letter.headers(), DeadLetter.CODE)).isEqualTo("SCHEMA_UNKNOWN");
        assertThat(text(letter.headers(), DeadLetter.DETAIL)).isEqualTo("id 9");
        assertThat(text(letter.headers(), DeadLetter.BY)).isEqualTo("sink");
        assertThat(origin.headers()).hasSize(1);
    }

    @Test
    void cutsARecordThatWouldNotFitWithWhatIsSaidOfIt() {
        byte[] huge = new byte[1 << 20];
        ConsumerRecord<byte[], byte[]> origin = new ConsumerRecord<>("topic", 0, 1, new byte[] {1}, huge);
        origin.headers().add("baggage", huge);

        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(origin, ErrorCode.RECORD_UNDECODABLE, "x".repeat(1 << 20), "sink");

        assertThat(letter.key()).isEqualTo(origin.key());
        assertThat(letter.value()).hasSize(64 << 10);
        assertThat(letter.headers().lastHeader("baggage")).isNull();
        assertThat(text(letter.headers(), DeadLetter.CUT)).isEqualTo("1/" + (1 << 20));
        assertThat(text(letter.headers(), DeadLetter.DETAIL)).hasSize(4 << 10);
    }

    @Test
    void countsWhatTheHeadersTakeAndNotTheirCharacters() {
        ConsumerRecord<byte[], byte[]> wide = new ConsumerRecord<>("topic", 0, 1, new byte[] {1}, new byte[600 << 10]);
        wide.headers().add("€".repeat(150 << 10), null);
        ConsumerRecord<byte[], byte[]> many = new ConsumerRecord<>("topic", 0, 1, new byte[] {1}, new byte[] {2});
        IntStream.range(0, 300_000).forEach(_ -> many.headers().add("h", null));

        assertThat(DeadLetter.of(wide, ErrorCode.RECORD_UNDECODABLE, "", "sink").headers())
                .hasSize(7);
        assertThat(DeadLetter.of(many, ErrorCode.RECORD_UNDECODABLE, "", "sink").headers())
                .hasSize(7);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
