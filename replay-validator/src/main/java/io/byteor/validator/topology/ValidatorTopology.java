package io.byteor.validator.topology;

import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.FactMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The validator as a topology. Facts stand in global stores; commands are taken by processors which, since they share their
 * sinks, make one sub-topology: a task owns the same partition of all of them, so whoever owns an approval's key also decides the
 * requests that name it.
 */
public final class ValidatorTopology {
    private static final List<Topic> COMMANDS = List.of(
            Topic.REPLAY_REQUESTED,
            Topic.REPLAY_ADMITTED,
            Topic.APPROVAL_COMMAND,
            Topic.GOVERNANCE_COMMAND,
            Topic.ESCALATION_COMMAND,
            Topic.AGENT_RESPONSE);
    private static final List<Topic> FACTS = List.of(
            Topic.ENVIRONMENT,
            Topic.AGENT,
            Topic.PIPELINE,
            Topic.REGISTRY_HISTORY,
            Topic.APPROVAL_STATE,
            Topic.REPLAY_DECIDED,
            Topic.REPLAY_START,
            Topic.REPLAY_AUDITED,
            Topic.ESCALATION,
            Topic.AGENT_QUARANTINE);

    /** Of the facts that are recalled for all tasks together: those of some hundred bundles and whatever they rest on. */
    private static final long MEMORY_BYTES = 2L << 20;

    private ValidatorTopology() {}

    /** Every topic that the topology or the gateway reads or writes; they must be there before it starts. */
    public static List<Topic> topics() {
        return Stream.of(
                        COMMANDS,
                        FACTS,
                        List.of(
                                Topic.BUNDLE_CAPTURED,
                                Topic.REPLAY_CONTROL,
                                Topic.REPLAY_PROGRESS,
                                Topic.COMMAND_OUTCOME,
                                Topic.DEAD_LETTER))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Builds it.
     *
     * @param codec opened for {@link #topics()}; shared by all tasks
     * @param silence how long this instance has not looked for new facts; asked by all tasks
     */
    public static Topology build(EventCodec codec, TopologySettings settings, Supplier<Duration> silence) {
        Topology topology = new Topology();
        Names.FACT_TOPICS.forEach(topic -> addFacts(topology, topic, () -> new FactKeeper(Names.facts(topic))));
        addFacts(topology, Topic.REPLAY_AUDITED, () -> new AuditKeeper(codec));
        FactMemory memory = new FactMemory(MEMORY_BYTES);
        addCommands(
                topology, Topic.REPLAY_REQUESTED, Names.REQUESTS, () -> new RequestProcessor(codec, memory, settings));
        addCommands(
                topology,
                Topic.REPLAY_ADMITTED,
                Names.ADMISSIONS,
                () -> new AdmissionProcessor(codec, memory, settings));
        addCommands(
                topology,
                Topic.APPROVAL_COMMAND,
                Names.APPROVALS,
                () -> new ApprovalProcessor(codec, memory, settings, silence));
        addCommands(topology, Topic.GOVERNANCE_COMMAND, Names.GOVERNANCE, () -> new GovernanceProcessor(codec, memory));
        addCommands(
                topology,
                Topic.ESCALATION_COMMAND,
                Names.ESCALATIONS,
                () -> new EscalationProcessor(codec, memory, settings.escalations()));
        addCommands(
                topology,
                Topic.AGENT_RESPONSE,
                Names.ANSWERS,
                () -> new AnswerProcessor(codec, memory, settings.escalations()));
        addStores(topology);
        addSinks(topology);
        return topology;
    }

    private static void addFacts(Topology topology, Topic topic, ProcessorSupplier<String, byte[], Void, Void> keeper) {
        String store = Names.facts(topic);
        topology.addGlobalStore(
                bytes(Stores.persistentKeyValueStore(store)).withLoggingDisabled(),
                Names.source(topic),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic.topicName(),
                "keep-" + store,
                keeper);
    }

    private static void addCommands(
            Topology topology,
            Topic topic,
            String processor,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier) {
        topology.addSource(
                Names.source(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.topicName());
        topology.addProcessor(processor, supplier, Names.source(topic));
    }

    private static void addStores(Topology topology) {
        addStore(topology, bytes(Stores.persistentKeyValueStore(Names.REQUEST_LOG)), Names.REQUESTS);
        addStore(topology, bytes(Stores.inMemoryKeyValueStore(Names.REQUESTS_WAITING)), Names.REQUESTS);
        addStore(topology, bytes(Stores.persistentKeyValueStore(Names.CONTROLS)), Names.REQUESTS);
        addStore(
                topology, bytes(Stores.persistentKeyValueStore(Names.DECISION_LOG)), Names.ADMISSIONS, Names.APPROVALS);
        addStore(topology, bytes(Stores.persistentKeyValueStore(Names.STARTS)), Names.ADMISSIONS, Names.APPROVALS);
        addStore(
                topology,
                bytes(Stores.persistentKeyValueStore(Names.APPROVAL_STATES)),
                Names.ADMISSIONS,
                Names.APPROVALS);
        addStore(topology, bytes(Stores.inMemoryKeyValueStore(Names.APPROVALS_WAITING)), Names.APPROVALS);
        addStore(topology, bytes(Stores.persistentKeyValueStore(Names.APPROVAL_EXPIRIES)), Names.APPROVALS);
        addStore(
                topology,
                bytes(Stores.persistentKeyValueStore(Names.COMMAND_LOG)),
                Names.REQUESTS,
                Names.APPROVALS,
                Names.ESCALATIONS);
        addStore(topology, store(Stores.persistentKeyValueStore(Names.REVISIONS), Serdes.Long()), Names.GOVERNANCE);
        addStore(topology, bytes(Stores.persistentKeyValueStore(Names.ESCALATION_STATES)), Names.ESCALATIONS);
        addStore(topology, bytes(Stores.inMemoryKeyValueStore(Names.ANSWER_COUNTS)), Names.ANSWERS);
    }

    private static void addStore(Topology topology, StoreBuilder<?> store, String... processors) {
        topology.addStateStore(store.withLoggingEnabled(Map.of()), processors);
    }

    private static void addSinks(Topology topology) {
        addSink(topology, Topic.REPLAY_ADMITTED, Names.REQUESTS);
        addSink(topology, Topic.REPLAY_CONTROL, Names.REQUESTS);
        addSink(topology, Topic.REPLAY_DECIDED, Names.REQUESTS, Names.ADMISSIONS);
        addSink(topology, Topic.REPLAY_AUDITED, Names.REQUESTS, Names.ADMISSIONS);
        addSink(topology, Topic.APPROVAL_STATE, Names.ADMISSIONS, Names.APPROVALS);
        addSink(topology, Topic.REPLAY_START, Names.APPROVALS);
        addSink(topology, Topic.ENVIRONMENT, Names.GOVERNANCE);
        addSink(topology, Topic.AGENT, Names.GOVERNANCE);
        addSink(topology, Topic.PIPELINE, Names.GOVERNANCE);
        addSink(topology, Topic.REGISTRY_HISTORY, Names.GOVERNANCE);
        addSink(topology, Topic.ESCALATION_COMMAND, Names.REQUESTS, Names.ADMISSIONS, Names.APPROVALS, Names.ANSWERS);
        addSink(topology, Topic.ESCALATION, Names.ESCALATIONS);
        addSink(topology, Topic.AGENT_QUARANTINE, Names.ESCALATIONS);
        String[] answering = {Names.REQUESTS, Names.ADMISSIONS, Names.APPROVALS, Names.GOVERNANCE, Names.ESCALATIONS};
        addSink(topology, Topic.COMMAND_OUTCOME, answering);
        addSink(
                topology,
                Topic.DEAD_LETTER,
                Stream.concat(Stream.of(answering), Stream.of(Names.ANSWERS)).toArray(String[]::new));
    }

    private static void addSink(Topology topology, Topic topic, String... processors) {
        topology.addSink(
                Names.sink(topic), topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer(), processors);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> bytes(KeyValueBytesStoreSupplier supplier) {
        return store(supplier, Serdes.ByteArray());
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(
            KeyValueBytesStoreSupplier supplier, Serde<V> values) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values);
    }
}
