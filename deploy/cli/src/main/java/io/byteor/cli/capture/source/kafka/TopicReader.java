package io.byteor.cli.capture.source.kafka;

import io.byteor.cli.capture.source.LaneReader;
import io.byteor.cli.capture.source.LaneSource;
import io.byteor.cli.capture.source.RecordSink;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.ClientSettings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads a range of a topic, read_committed, by a consumer in no group. The ends are fixed when it begins, so that the reading of
 * a live topic ends too, at its last stable offset then.
 *
 * <p>The sequences of one partition are its offsets. Several partitions are merged by timestamp, then partition; each keeps its
 * own order, and sequences count from 0 over all their offsets. Every offset of the range without a record (compaction,
 * retention, markers and aborted records of transactions) is a gap.
 */
public final class TopicReader implements LaneReader {
    private static final int MOST_RECORDS_A_POLL = 5_000;

    private final LaneSource.Topic source;
    private final Map<String, Object> connection;
    private final boolean includeReplayed;

    /**
     * @param connection bootstrap servers and whatever it takes to be let in
     * @param includeReplayed whether records of earlier replays are taken as well
     */
    public TopicReader(LaneSource.Topic source, Map<String, Object> connection, boolean includeReplayed) {
        this.source = source;
        this.connection = Map.copyOf(connection);
        this.includeReplayed = includeReplayed;
    }

    @Override
    public void read(RecordSink sink) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
            List<PartitionCursor> partitions = new OffsetRange(consumer, source).resolve();
            consumer.assign(partitions.stream().map(PartitionCursor::partition).toList());
            partitions.forEach(PartitionCursor::seek);
            new PartitionMerge(partitions, includeReplayed).readInto(sink);
        } catch (ConfigException e) {
            throw failed(ErrorCode.REQUEST_INVALID, e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause();
            throw failed(
                    cause instanceof ConfigException ? ErrorCode.REQUEST_INVALID : ErrorCode.UNAVAILABLE,
                    cause instanceof KafkaException deeper ? deeper : e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(new ClientSettings(connection).rawConsumer("byteor-capture"));
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_A_POLL);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    private ByteorException failed(ErrorCode code, KafkaException e) {
        return new ByteorException(code, "the topic cannot be read: " + e.getMessage(), source.topic(), null, e);
    }
}
