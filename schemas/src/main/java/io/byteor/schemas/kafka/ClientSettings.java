package io.byteor.schemas.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The settings that every Kafka client of the house has in common. Nothing is acknowledged before all in-sync replicas have it,
 * nothing uncommitted is read, and a member that died is replaced within seconds. Each method answers a new map to add to.
 *
 * @param connection bootstrap servers and whatever it takes to be let in
 */
public record ClientSettings(Map<String, Object> connection) {
    /** How long a group waits for a silent member, in milliseconds. */
    public static final int SESSION_TIMEOUT_MS = 6_000;
    /** How often a member hears whether its group moves partitions, in milliseconds: a move waits for the last one to hear. */
    private static final int HEARTBEAT_MS = 500;
    /** How long an open transaction can hold back readers after its producer died, in milliseconds. */
    public static final int TRANSACTION_TIMEOUT_MS = 10_000;
    /** How long a broker holds back an answer with nothing in it: whoever closes a consumer, or asks it something else, waits for that. */
    private static final int EMPTY_ANSWER_MS = 100;

    public ClientSettings {
        connection = Map.copyOf(connection);
    }

    /** Settings for a cluster that lets everybody in. */
    public static ClientSettings of(String bootstrapServers) {
        return new ClientSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    public Map<String, Object> admin(String clientId) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return settings;
    }

    /** An idempotent producer with string keys and byte values. */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> settings = admin(clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /**
     * The same, for single records whose sender waits: sent at once, given up after so long.
     *
     * @param patience how long a send may wait for room, and how long after it the acknowledgement; one request has half of it; at least a
     *     millisecond
     */
    public Map<String, Object> promptProducer(String clientId, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        Map<String, Object> settings = producer(clientId);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, millis / 2));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        return settings;
    }

    /** An idempotent producer, for dead letters and other records that pass through as they are: keys are bytes too. */
    public Map<String, Object> rawProducer(String clientId) {
        Map<String, Object> settings = producer(clientId);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** A producer whose transactions fence those of an earlier holder of the id. */
    public Map<String, Object> transactionalProducer(String clientId, String transactionalId) {
        Map<String, Object> settings = producer(clientId);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        return settings;
    }

    /** A consumer of no group: it is given partitions and positions, and commits nothing. Keys are strings. */
    public Map<String, Object> consumer(String clientId) {
        Map<String, Object> settings = admin(clientId);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, EMPTY_ANSWER_MS);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** The same, with keys as bytes: for consumers that hand poison on untouched. */
    public Map<String, Object> rawConsumer(String clientId) {
        Map<String, Object> settings = consumer(clientId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    /** Makes a consumer a static member of a group: a restart within the session timeout moves no partition. */
    public static Map<String, Object> inGroup(Map<String, Object> consumer, String group, String instanceId) {
        Map<String, Object> settings = new HashMap<>(consumer);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        return settings;
    }
}
