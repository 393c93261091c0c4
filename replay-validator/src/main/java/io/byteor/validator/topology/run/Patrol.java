package io.byteor.validator.topology.run;

import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.topology.Names;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Walks the topics that every instance reads for itself, into global stores or memory, and puts what does not decode aside: each
 * record once for all instances and restarts (again only where the process dies between letter and commit). The readers
 * themselves pass such records by.
 */
public final class Patrol {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FETCH_BYTES = 1 << 20;
    private static final String GROUP = "byteor-validator-patrol";
    private static final String BY = "replay-validator";
    private static final Map<String, Topic> TOPICS = Stream.concat(
                    Names.FACT_TOPICS.stream(),
                    Stream.of(Topic.REPLAY_CONTROL, Topic.REPLAY_PROGRESS, Topic.COMMAND_OUTCOME))
            .collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

    private final ClientSettings clients;
    private final String instanceId;
    private final EventCodec codec;
    private final MeterRegistry meters;

    public Patrol(ClientSettings clients, String instanceId, EventCodec codec, MeterRegistry meters) {
        this.clients = clients;
        this.instanceId = instanceId;
        this.codec = codec;
        this.meters = meters;
    }

    /** Walks until told otherwise. */
    public void walk(BooleanSupplier goesOn) {
        String clientId = instanceId + "-patrol";
        Map<String, Object> consuming = ClientSettings.inGroup(clients.rawConsumer(clientId), GROUP, instanceId);
        // Nothing waits for a patrol: it goes for much at a time, and seldom.
        consuming.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
        consuming.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consuming);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(clients.rawProducer(clientId))) {
            consumer.subscribe(TOPICS.keySet());
            while (goesOn.getAsBoolean()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    inspect(record, producer);
                }
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
            }
        }
    }

    private void inspect(ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> producer) {
        Topic topic = TOPICS.get(record.topic());
        boolean tombstone = record.value() == null && record.key() != null;
        if (topic != null && !tombstone && codec.decode(topic, record.value()) instanceof Decoded.Poison poison) {
            try {
                producer.send(DeadLetter.of(record, poison.code(), poison.detail(), BY))
                        .get();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (ExecutionException e) {
                throw new KafkaException("the dead letter was not taken", e.getCause());
            }
            meters.counter(
                            "byteor.dead.letters",
                            "topic",
                            record.topic(),
                            "code",
                            poison.code().name())
                    .increment();
        }
    }
}
