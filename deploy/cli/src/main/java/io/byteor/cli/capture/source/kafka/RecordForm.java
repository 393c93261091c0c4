package io.byteor.cli.capture.source.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.journal.JournalFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * How a topic's record becomes one of a journal without loss, though a journal's headers are a map and its payload is never null.
 * Names that begin with {@value #OURS} are those of this form:
 *
 * <ul>
 *   <li>{@value #HEADERS}: all headers in their order, as JSON {@code [["name","base64" or null],...]}; there where a name stands
 *       twice, is one of ours, or has no value. The map then has the last value of each other name, an empty one for none;
 *   <li>{@value #NULL_VALUE}: the record had no value (a tombstone); its payload is empty;
 *   <li>{@value #PARTITION}, {@value #OFFSET}: where it stood, in decimal; there where several partitions were read.
 * </ul>
 *
 * <p>The order among different names is not kept otherwise.
 *
 * @param several whether several partitions are read
 */
record RecordForm(boolean several) {
    static final String OURS = "byteor-kafka-";
    static final String HEADERS = JournalFormat.KAFKA_HEADERS;
    static final String NULL_VALUE = OURS + "null-value";
    static final String PARTITION = OURS + "partition";
    static final String OFFSET = OURS + "offset";

    private static final byte[] NOTHING = {};

    Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        boolean plain = true;
        for (Header header : record.headers()) {
            byte[] value = header.value();
            if (header.key().startsWith(OURS)) {
                plain = false;
            } else {
                boolean first = headers.put(header.key(), value == null ? NOTHING : value) == null;
                plain &= first && value != null;
            }
        }
        if (!plain) {
            headers.put(HEADERS, list(record));
        }
        if (record.value() == null) {
            headers.put(NULL_VALUE, NOTHING);
        }
        if (several) {
            headers.put(PARTITION, decimal(record.partition()));
            headers.put(OFFSET, decimal(record.offset()));
        }
        return headers;
    }

    private static byte[] list(ConsumerRecord<byte[], byte[]> record) {
        ArrayNode list = CanonicalJson.mapper().createArrayNode();
        for (Header header : record.headers()) {
            ArrayNode entry = list.addArray().add(header.key());
            if (header.value() == null) {
                entry.addNull();
            } else {
                entry.add(header.value());
            }
        }
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decimal(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
