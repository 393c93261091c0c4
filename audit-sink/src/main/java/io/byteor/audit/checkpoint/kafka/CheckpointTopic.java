package io.byteor.audit.checkpoint.kafka;

import io.byteor.audit.checkpoint.PublishedCheckpoints;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.byteor.audit.config.RegistryConfig;
import io.byteor.audit.config.SinkConfig;
import io.byteor.schemas.audit.log.Checkpoint;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.CheckpointSigned;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.signature.Envelope;
import io.byteor.schemas.topic.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The topic of the checkpoints, out of reach of whoever can only change the database. Made, and its schema found, when first needed. */
@ApplicationScoped
public class CheckpointTopic implements PublishedCheckpoints {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.AUDIT_CHECKPOINT.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /**
     * Records read at a time, from the end backward, until one of this store shows. Instances that publish the same ones leave some
     * there more than once, and out of order, but far fewer.
     */
    private static final int LOOK_BACK = 1_000;

    private final AuditConfig config;
    private final RegistryConfig registry;
    private final ClientSettings settings;
    private final StoreKeys keys;
    private final String client;
    private @Nullable EventCodec codec;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private @Nullable KafkaConsumer<byte[], byte[]> reader;
    private long seen;
    private boolean shown;

    CheckpointTopic(
            AuditConfig config,
            SinkConfig sink,
            RegistryConfig registry,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            StoreKeys keys) {
        this.config = config;
        this.registry = registry;
        this.settings = ClientSettings.of(bootstrapServers);
        this.keys = keys;
        this.client = sink.instanceId() + "-checkpoints";
    }

    /**
     * Puts a checkpoint there, and returns when it is acknowledged.
     *
     * @throws KafkaException if it was not
     */
    synchronized void publish(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        CheckpointSigned event = CheckpointSigned.newBuilder()
                .setStore(checkpoint.store())
                .setSequence(checkpoint.sequence())
                .setEnvelope(new String(signed.envelope().encoded(), StandardCharsets.UTF_8))
                .setAt(checkpoint.at())
                .build();
        String key = String.format(Locale.ROOT, "%s/%019d", checkpoint.store(), checkpoint.sequence());
        byte[] value = codec().encode(Topic.AUDIT_CHECKPOINT, event);
        try {
            producer()
                    .send(new ProducerRecord<>(PARTITION.topic(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the checkpoint was not acknowledged", e.getCause());
        }
    }

    /** Reads on from where it was when it was last asked. */
    @Override
    public synchronized long last() {
        try {
            EventCodec open = codec();
            KafkaConsumer<byte[], byte[]> reading = reader(open);
            read(open, reading, end(reading));
            return seen;
        } catch (KafkaException e) {
            closeReader();
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the broker does not answer", null, null, e);
        }
    }

    /** One that stands at the end of the topic, or where it was left. */
    private KafkaConsumer<byte[], byte[]> reader(EventCodec open) {
        KafkaConsumer<byte[], byte[]> reading = reader;
        if (reading == null) {
            reading = new KafkaConsumer<>(settings.rawConsumer(client));
            reader = reading;
            reading.assign(List.of(PARTITION));
            long first = reading.beginningOffsets(List.of(PARTITION), LONGEST).getOrDefault(PARTITION, 0L);
            long end = end(reading);
            shown = false;
            for (long to = end; to > first && !shown; to -= LOOK_BACK) {
                reading.seek(PARTITION, Math.max(first, to - LOOK_BACK));
                read(open, reading, to);
            }
            reading.seek(PARTITION, end);
        }
        return reading;
    }

    private static long end(KafkaConsumer<byte[], byte[]> reading) {
        return reading.endOffsets(List.of(PARTITION), LONGEST).getOrDefault(PARTITION, 0L);
    }

    private void read(EventCodec open, KafkaConsumer<byte[], byte[]> reading, long to) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (reading.position(PARTITION, LONGEST) < to) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("the topic cannot be read in time");
            }
            for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
                seen = Math.max(seen, sequence(open, record));
            }
        }
    }

    private void closeReader() {
        if (reader != null) {
            reader.close(CloseOptions.timeout(Duration.ZERO));
            reader = null;
        }
    }

    /** 0 where it is no checkpoint of this store that a known key signed. */
    private long sequence(EventCodec open, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null
                || !(open.decode(Topic.AUDIT_CHECKPOINT, record.value())
                        instanceof Decoded.Event(CheckpointSigned event))) {
            return 0;
        }
        // Whoever signed it: after a change of keys none is looked for behind those that the old key signed.
        shown |= event.getStore().equals(config.store());
        try {
            Envelope envelope = Envelope.parse(event.getEnvelope().getBytes(StandardCharsets.UTF_8), "checkpoint");
            Checkpoint checkpoint = Checkpoint.of(envelope, "checkpoint");
            boolean ours = checkpoint.store().equals(config.store()) && keys.check(envelope) == StoreKeys.Signed.KNOWN;
            return ours ? checkpoint.sequence() : 0;
        } catch (ByteorException _) {
            return 0; // whoever can write to the topic wrote something else
        }
    }

    private EventCodec codec() {
        if (codec == null) {
            try (Admin admin = Admin.create(settings.admin(client + "-admin"))) {
                TopicProvisioner.ensure(admin, Set.of(Topic.AUDIT_CHECKPOINT));
            }
            codec = RegistryEventCodec.open(
                    new RegistrySettings(registry.url(), registry.register()),
                    Set.of(Topic.AUDIT_CHECKPOINT),
                    RegistryListener.NONE);
        }
        return codec;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings.rawProducer(client));
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        closeReader();
        if (producer != null) {
            producer.close(LONGEST);
        }
        if (codec != null) {
            codec.close();
        }
    }
}
