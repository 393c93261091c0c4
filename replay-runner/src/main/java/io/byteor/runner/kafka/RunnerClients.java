package io.byteor.runner.kafka;

import io.byteor.runner.target.kafka.ClusterClients;
import io.byteor.schemas.kafka.ClientSettings;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the runner's Kafka clients. Every call is bounded in time: what does not get through within seconds fails, and the
 * replay is claimed anew.
 *
 * @param runner the runner's id, in client ids and as group instance
 */
public record RunnerClients(ClientSettings settings, String runner) implements ClusterClients {
    static final String GROUP = "byteor-replay-runner";
    private static final int ANSWER_MS = 5_000;
    private static final int DELIVERY_MS = 9_000;
    private static final int LARGEST_REQUEST = 8 << 20;
    private static final int BATCH = 256 << 10;
    /**
     * The largest request and some batches. Each replay has a producer of its own and one for each other cluster it sends to, all in
     * one small heap; Kafka's usual 32 MiB for each would be most of it.
     */
    private static final int BUFFER = 12 << 20;

    Consumer<byte[], byte[]> groupConsumer() {
        Map<String, Object> config =
                ClientSettings.inGroup(settings.rawConsumer("byteor-runner-" + runner), GROUP, runner);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(config);
    }

    @Override
    public Consumer<byte[], byte[]> reader(String purpose) {
        return new KafkaConsumer<>(settings.rawConsumer("byteor-runner-" + runner + "-" + purpose));
    }

    @Override
    public Producer<byte[], byte[]> transactional(String purpose, String transactionalId) {
        Map<String, Object> config =
                settings.transactionalProducer("byteor-runner-" + runner + "-" + purpose, transactionalId);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config);
    }

    @Override
    public Admin admin() {
        Map<String, Object> config = settings.admin("byteor-runner-" + runner + "-admin");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        return Admin.create(config);
    }
}
