package io.byteor.e2e.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.byteor.schemas.topic.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * A transaction that stands open on the checkpoint partition of one root bundle, as another replay's would: while it does, no
 * read_committed reader comes past it. Closing aborts it.
 */
public final class HeldTransaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private HeldTransaction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    public static HeldTransaction open(String bootstrapServers, String rootBundleId)
            throws ExecutionException, InterruptedException {
        var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "byteor-proof-bystander"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        String topic = Topic.REPLAY_CHECKPOINT.topicName();
        int partition = Utils.toPositive(Utils.murmur2(rootBundleId.getBytes(UTF_8)))
                % Topic.REPLAY_CHECKPOINT.group().partitions();
        producer.send(new ProducerRecord<>(topic, partition, "bystander".getBytes(UTF_8), new byte[0]))
                .get();
        return new HeldTransaction(producer);
    }

    @Override
    public void close() {
        producer.abortTransaction();
        producer.close();
    }
}
