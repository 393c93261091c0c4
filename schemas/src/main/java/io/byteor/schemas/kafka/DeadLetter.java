package io.byteor.schemas.kafka;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where a record that cannot be taken came from, and why. On the dead-letter topic the record keeps its key, value and headers
 * untouched; this stands in further headers, as UTF-8 text, behind any that the record brought along. A record that would not fit
 * there with them loses its headers and the end of its key and value, and a header says how long these were.
 *
 * @param topic name of the topic it stood on
 * @param code why
 * @param detail why, for people
 * @param by the consumer that could not take it
 */
public record DeadLetter(String topic, int partition, long offset, ErrorCode code, String detail, String by) {
    private static final String PREFIX = "byteor-dead-letter-";
    public static final String ORIGIN_TOPIC = PREFIX + "origin-topic";
    public static final String ORIGIN_PARTITION = PREFIX + "origin-partition";
    public static final String ORIGIN_OFFSET = PREFIX + "origin-offset";
    public static final String CODE = PREFIX + "code";
    public static final String DETAIL = PREFIX + "detail";
    public static final String BY = PREFIX + "by";
    /** Only where the record was cut: bytes of its key and of its value, with a slash between. */
    public static final String CUT = PREFIX + "cut";

    /** A topic takes 1 MiB unless told otherwise, framing included. */
    private static final int MOST_BYTES = 900 << 10;

    private static final int LEFT_OF_KEY = 4 << 10;
    private static final int LEFT_OF_VALUE = 64 << 10;
    private static final int LONGEST_DETAIL = 4 << 10;

    /** The dead letter of a consumed record. */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> origin, ErrorCode code, String detail, String by) {
        String shown = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
        DeadLetter letter = new DeadLetter(origin.topic(), origin.partition(), origin.offset(), code, shown, by);
        boolean fits = RecordSize.of(origin.key(), origin.value(), origin.headers()) <= MOST_BYTES;
        Headers headers = fits ? new RecordHeaders(origin.headers().toArray()) : new RecordHeaders();
        letter.addTo(headers);
        if (!fits) {
            add(headers, CUT, RecordSize.length(origin.key()) + "/" + RecordSize.length(origin.value()));
        }
        return new ProducerRecord<>(
                Topic.DEAD_LETTER.topicName(),
                null,
                fits ? origin.key() : cut(origin.key(), LEFT_OF_KEY),
                fits ? origin.value() : cut(origin.value(), LEFT_OF_VALUE),
                headers);
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return RecordSize.length(bytes) <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private void addTo(Headers headers) {
        add(headers, ORIGIN_TOPIC, topic);
        add(headers, ORIGIN_PARTITION, Integer.toString(partition));
        add(headers, ORIGIN_OFFSET, Long.toString(offset));
        add(headers, CODE, code.name());
        add(headers, DETAIL, detail);
        add(headers, BY, by);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
