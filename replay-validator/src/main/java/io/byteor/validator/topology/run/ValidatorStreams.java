package io.byteor.validator.topology.run;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.topology.Names;
import io.byteor.validator.topology.StoredFacts;
import io.byteor.validator.topology.TopologySettings;
import io.byteor.validator.topology.ValidatorTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The topology as it runs on a cluster. Thread-safe. */
public final class ValidatorStreams implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final long MEMORY_BYTES = 1L << 20;
    private static final System.Logger LOG = System.getLogger(ValidatorStreams.class.getName());

    private final KafkaStreams streams;
    private final Path state;
    private final KafkaStreamsMetrics metrics;
    private final FactsSilence silence = new FactsSilence();
    private final Duration grace;

    /** @param codec opened for the topology's topics; the caller closes it after this */
    public ValidatorStreams(
            StreamsSettings settings, TopologySettings topology, EventCodec codec, MeterRegistry meters) {
        this.grace = topology.grace();
        this.streams = new KafkaStreams(ValidatorTopology.build(codec, topology, silence), settings.properties());
        silence.of(streams);
        this.state = settings.stateDirectory().resolve(StreamsSettings.APPLICATION);
        this.metrics = new KafkaStreamsMetrics(streams);
        streams.setUncaughtExceptionHandler(fault -> {
            LOG.log(System.Logger.Level.ERROR, "a stream thread failed and is replaced", fault);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        metrics.bindTo(meters);
    }

    /**
     * Creates the topics that are missing and checks the others.
     *
     * @throws IllegalStateException where a topic is not as the catalogue says
     * @throws org.apache.kafka.common.KafkaException where the cluster does not answer
     */
    public static void provision(StreamsSettings settings) {
        try (Admin admin = Admin.create(settings.clients().admin(settings.instanceId() + "-provision"))) {
            TopicProvisioner.ensure(admin, ValidatorTopology.topics());
        }
    }

    /** @throws IllegalStateException where facts that are too old cannot be removed */
    public void start() {
        // By now no other process can have the directory: building the streams has locked it.
        StaleFacts.remove(state, Instant.now());
        streams.start();
    }

    /** Whether all tasks are restored and at work, over facts that are not left behind. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING && silence.get().compareTo(grace) <= 0;
    }

    /** Whether it has stopped for good and only a new process helps. */
    public boolean hasFailed() {
        return streams.state() == KafkaStreams.State.ERROR || streams.state() == KafkaStreams.State.PENDING_ERROR;
    }

    /** Facts as this instance holds them. */
    public StoredFacts facts(EventCodec codec) {
        return new StoredFacts(codec, new FactMemory(MEMORY_BYTES), this::fact);
    }

    /** Looks at facts one after the other. */
    @FunctionalInterface
    public interface FactVisitor {
        /** Looks at the bytes under a key; false to see no more. */
        boolean visit(String key, byte[] value);
    }

    /** Has facts as this instance holds them looked at, in the order of their keys' bytes. */
    public void walk(Topic topic, KeyRange range, FactVisitor visitor) {
        reading(topic, store -> {
            try (KeyValueIterator<String, byte[]> facts = range.backwards()
                    ? store.reverseRange(range.from(), range.to())
                    : store.range(range.from(), range.to())) {
                boolean goesOn = true;
                while (goesOn && facts.hasNext()) {
                    KeyValue<String, byte[]> fact = facts.next();
                    goesOn = visitor.visit(fact.key, fact.value);
                }
                return goesOn;
            }
        });
    }

    private byte @Nullable [] fact(Topic topic, String key) {
        return reading(topic, store -> store.get(key));
    }

    /**
     * Reads the store over a topic of facts.
     *
     * @throws ByteorException UNAVAILABLE while it is being restored
     */
    public <T extends @Nullable Object> T reading(
            Topic topic, Function<ReadOnlyKeyValueStore<String, byte[]>, T> reading) {
        try {
            return reading.apply(streams.store(StoreQueryParameters.fromNameAndType(
                    Names.facts(topic), QueryableStoreTypes.<String, byte[]>keyValueStore())));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the registry is being read", null, null, e);
        }
    }

    @Override
    public void close() {
        metrics.close();
        streams.close(STOP);
    }
}
