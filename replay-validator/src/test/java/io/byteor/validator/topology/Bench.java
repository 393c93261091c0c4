package io.byteor.validator.topology;

import io.byteor.schemas.event.ApprovalRequested;
import io.byteor.schemas.event.ApprovalRevoked;
import io.byteor.schemas.event.ApprovalVoted;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.StartRequested;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.LearningCodec;
import io.byteor.validator.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology with hands to feed it and eyes on all it writes; its clock stands still until it is moved. */
final class Bench implements AutoCloseable {
    final LearningCodec codec = new LearningCodec();
    private final TopologyTestDriver driver;
    private Duration silence = Duration.ZERO;
    private final Map<Topic, TestInputTopic<byte[], byte[]>> inputs = new EnumMap<>(Topic.class);

    Bench(java.nio.file.Path stateDirectory) {
        this(stateDirectory, TopologySettings.USUAL);
    }

    Bench(java.nio.file.Path stateDirectory, TopologySettings topology) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(ValidatorTopology.build(codec, topology, () -> silence), settings, World.NOON);
    }

    /** With bundle, agent, environment and pipeline in place. */
    static Bench furnished(java.nio.file.Path stateDirectory) {
        Bench bench = new Bench(stateDirectory);
        bench.put("environment", World.ENVIRONMENT, World.DEMO);
        bench.put("agent", World.AGENT_ID, World.AGENT_DOCUMENT);
        bench.put("pipeline", World.SPEC_HASH, World.pipelineDocument("active"));
        bench.feed(Topic.BUNDLE_CAPTURED, World.BUNDLE_ID, World.bundle());
        bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class);
        return bench;
    }

    void feed(Topic topic, String key, SpecificRecord event) {
        feedRaw(topic, key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event));
    }

    void feedRaw(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        inputs.computeIfAbsent(
                        topic,
                        it -> driver.createInputTopic(
                                it.topicName(), new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(new TestRecord<>(key, value));
    }

    void put(String kind, String key, String document) {
        put(World.put(kind, key, document));
    }

    void put(GovernanceCommand command) {
        feed(Topic.GOVERNANCE_COMMAND, CommandIds.key(command), command);
    }

    /** As if the entry had come to that revision. */
    void setRevision(String kind, String key, long revision) {
        driver.<String, Long>getKeyValueStore(Names.REVISIONS).put(kind + ":" + key, revision);
    }

    void request(ReplayRequested request) {
        feed(Topic.REPLAY_REQUESTED, request.getReplayId(), request);
    }

    void requestApproval(String approvalId) {
        requestApproval(approvalId, request -> request);
    }

    /** Of an execute, but for what is made of it. */
    void requestApproval(String approvalId, UnaryOperator<ReplayRequested.Builder> what) {
        feed(
                Topic.APPROVAL_COMMAND,
                approvalId,
                ApprovalRequested.newBuilder()
                        .setCommandId("command-of-" + approvalId)
                        .setApprovalId(approvalId)
                        .setRequest(what.apply(World.request("of-" + approvalId, Mode.EXECUTE))
                                .build())
                        .setAt(World.NOON)
                        .build());
    }

    void vote(String approvalId, Person voter, boolean approve) {
        feed(
                Topic.APPROVAL_COMMAND,
                approvalId,
                ApprovalVoted.newBuilder()
                        .setCommandId("vote-of-" + voter.getSubject())
                        .setApprovalId(approvalId)
                        .setVoter(voter)
                        .setApprove(approve)
                        .setEnvironments(List.of("*"))
                        .setReason("because")
                        .setRoles(List.of("approver"))
                        .setAt(World.NOON)
                        .build());
    }

    void revoke(String approvalId) {
        feed(
                Topic.APPROVAL_COMMAND,
                approvalId,
                ApprovalRevoked.newBuilder()
                        .setCommandId("revocation")
                        .setApprovalId(approvalId)
                        .setBy(World.APPROVER)
                        .setEnvironments(List.of("*"))
                        .setReason("because")
                        .setAt(World.NOON)
                        .build());
    }

    void start(String startKey, String replayId) {
        feed(
                Topic.APPROVAL_COMMAND,
                startKey,
                StartRequested.newBuilder()
                        .setStartKey(startKey)
                        .setReplayId(replayId)
                        .setApprovalId(startKey.equals(replayId) ? null : startKey)
                        .setRunner("runner-1")
                        .setAt(World.NOON)
                        .build());
    }

    /** As if no new facts had been looked for so long. */
    void setSilence(Duration time) {
        silence = time;
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What was written since the last look, of that type. */
    <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) {
        List<T> events = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : readRaw(topic)) {
            if (codec.decode(topic, record.value()) instanceof Decoded.Event(SpecificRecord event)
                    && type.isInstance(event)) {
                events.add(type.cast(event));
            }
        }
        return events;
    }

    List<TestRecord<byte[], byte[]>> readRaw(Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** How many entries a store of this task holds. */
    long entries(String store) {
        long entries = 0;
        try (KeyValueIterator<String, byte[]> all =
                driver.<String, byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    CommandOutcome onlyOutcome() {
        List<CommandOutcome> outcomes = read(Topic.COMMAND_OUTCOME, CommandOutcome.class);
        if (outcomes.size() != 1) {
            throw new AssertionError("one outcome was expected: " + outcomes);
        }
        return outcomes.getFirst();
    }

    @Override
    public void close() {
        driver.close();
    }
}
