package io.byteor.runner.target.kafka;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The markers of one root bundle for one target. All markers stand in the first partition of their topic, so that they are found
 * there whatever becomes of its other partitions.
 */
record Markers(ClusterClients clients, Admin admin, TopicPartition partition, String rootBundleId, String target) {
    private static final String ROOT_BUNDLE = "byteor-root-bundle";
    /** How long nothing may come. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ProducerRecord<byte[], byte[]> record(Marker marker) {
        return new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                Marker.key(marker.replayId(), marker.target()).getBytes(StandardCharsets.UTF_8),
                marker.json(),
                List.of(new RecordHeader(ROOT_BUNDLE, rootBundleId.getBytes(StandardCharsets.UTF_8))));
    }

    /** The last marker of each replay of the root bundle for a target of this name, by replay id, as it stands at the call. */
    Map<String, Marker> read() {
        Map<String, Marker> last = new HashMap<>();
        new PartitionRead(partition, () -> clients.reader("markers-" + target), admin, PATIENCE).forEach(record -> {
            if (record.value() != null && isOurs(record)) {
                Marker marker = marker(record);
                if (marker.target().equals(target)) {
                    last.put(marker.replayId(), marker);
                }
            }
        });
        return last;
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        Header root = record.headers().lastHeader(ROOT_BUNDLE);
        return root != null && new String(root.value(), StandardCharsets.UTF_8).equals(rootBundleId);
    }

    /** What cannot be read would be applied again, so it ends the replay. */
    private static Marker marker(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Marker.parse(record.value());
        } catch (ByteorException e) {
            throw new ByteorException(
                    ErrorCode.TARGET_FAILED,
                    "the marker at offset " + record.offset() + " cannot be read",
                    record.topic() + "-" + record.partition(),
                    null);
        }
    }
}
