package io.byteor.validator.topology.run;

import io.byteor.schemas.kafka.ClientSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the topology runs.
 *
 * @param instanceId name of this instance; it keeps its tasks and its state over a restart
 * @param stateDirectory kept over a restart, so that nothing but the end of each changelog is read again
 * @param standbys on how many further instances the state of each task is kept up to date
 * @param commitInterval how often transactions end: a decision is seen that much later at most, per hop
 */
public record StreamsSettings(
        ClientSettings clients,
        String instanceId,
        Path stateDirectory,
        int threads,
        int standbys,
        Duration commitInterval) {
    /** Names the group, the transactions and the changelogs. */
    public static final String APPLICATION = "byteor-validator";

    private static final int LINGER_MS = 5;
    /** A decision has some four kilobytes, so that the default holds four of them, and one transaction many batches. */
    private static final int BATCH_BYTES = 64 << 10;
    /** A commit's markers are written within milliseconds, and the next transaction's first record waits for them. */
    private static final int RETRY_BACKOFF_MS = 10;

    /** What Kafka Streams is given. */
    public Properties properties() {
        Map<String, Object> settings = new HashMap<>(clients.connection());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, instanceId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // Nothing is joined by time, so no task waits with what it has for inputs of which more is on its way.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        Map<String, Object> member = ClientSettings.inGroup(Map.of(), APPLICATION, instanceId);
        for (String setting : new String[] {
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG
        }) {
            settings.put(StreamsConfig.mainConsumerPrefix(setting), member.get(setting));
        }
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                ClientSettings.TRANSACTION_TIMEOUT_MS);
        // Nobody sees a record before its transaction ends, and the end sends what lingers.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
