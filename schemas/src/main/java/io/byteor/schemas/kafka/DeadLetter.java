package io.byteor.schemas.kafka;

import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Where a record that cannot be taken came from, and why. On the dead-letter topic the record keeps its key, value and headers
 * untouched; this stands in further headers, as UTF-8 text, behind any that the record brought along.
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

    /** The dead letter of a consumed record. */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> origin, ErrorCode code, String detail, String by) {
        Headers headers = new RecordHeaders(origin.headers().toArray());
        new DeadLetter(origin.topic(), origin.partition(), origin.offset(), code, detail, by).addTo(headers);
        return new ProducerRecord<>(Topic.DEAD_LETTER.topicName(), null, origin.key(), origin.value(), headers);
    }

    /** Adds these facts behind the headers that are there. */
    public void addTo(Headers headers) {
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
