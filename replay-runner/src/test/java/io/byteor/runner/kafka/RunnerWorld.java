package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.backends.testing.TestBackends;
import io.byteor.runner.target.Outlets;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.event.StartGranted;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What stands around a runner: the real broker, and the validator's and the readers' side of the topics. */
final class RunnerWorld implements AutoCloseable {
    final EventCodec codec = new InMemoryEventCodec();
    final ClientSettings settings = ClientSettings.of(TestBackends.broker().bootstrapServers());
    private final Admin admin = Admin.create(settings.admin("world"));
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings.producer("world"));

    RunnerWorld() {
        TopicProvisioner.ensure(admin, List.of(Topic.values()));
    }

    /** For runners whose replays leave our own cluster alone. */
    static Outlets nowhereElse() {
        return (_, target, _) -> {
            throw new IllegalStateException("no way is laid to " + target);
        };
    }

    String newTopic() throws InterruptedException, ExecutionException {
        String topic = "alerts-" + UUID.randomUUID();
        admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        return topic;
    }

    RunnerClients clients(String runner) {
        return new RunnerClients(settings, runner);
    }

    /** Publishes a decision as the validator does; gives its partition. */
    int decide(ReplayAccepted accepted) throws InterruptedException, ExecutionException {
        return send(Topic.REPLAY_DECIDED, accepted.getBundle().getRootBundleId(), accepted);
    }

    void grant(ReplayAccepted accepted) throws InterruptedException, ExecutionException {
        send(
                Topic.REPLAY_START,
                accepted.getReplayId(),
                new StartGranted(accepted.getReplayId(), accepted.getStartKey(), Instant.now()));
    }

    /**
     * Says what is wanted of a replay.
     *
     * @param wanted running, paused or cancelled
     */
    void want(ReplayAccepted accepted, String wanted) throws InterruptedException, ExecutionException {
        send(
                Topic.REPLAY_CONTROL,
                accepted.getReplayId(),
                ReplayControl.newBuilder()
                        .setReplayId(accepted.getReplayId())
                        .setRevision(1)
                        .setEnvironment("demo")
                        .setWanted(wanted)
                        .setBy(accepted.getRequest().getRequester())
                        .setReason("look first")
                        .setChangedAt(Instant.now())
                        .build());
    }

    /** Puts the agent of a replay in quarantine. */
    void quarantine(ReplayAccepted accepted) throws InterruptedException, ExecutionException {
        send(
                Topic.AGENT_QUARANTINE,
                caseOf(accepted),
                AgentQuarantined.newBuilder()
                        .setCaseId(caseOf(accepted))
                        .setAgentId(accepted.getBundle().getAgentId())
                        .setEscalationId(caseOf(accepted) + ".1")
                        .setSince(Instant.now())
                        .build());
    }

    /** Lifts the quarantine. */
    void release(ReplayAccepted accepted) throws InterruptedException, ExecutionException {
        sendRaw(Topic.AGENT_QUARANTINE.topicName(), caseOf(accepted), null);
    }

    private static String caseOf(ReplayAccepted accepted) {
        return "case-of-" + accepted.getReplayId();
    }

    /** The last checkpoint of a replay, once it is in this state. */
    ReplayCheckpoint awaitState(ReplayAccepted accepted, String state) {
        return Awaitility.await("%s %s".formatted(accepted.getReplayId(), state))
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            var all = events(Topic.REPLAY_CHECKPOINT, accepted.getReplayId(), ReplayCheckpoint.class);
                            return all.isEmpty() ? null : all.getLast();
                        },
                        checkpoint ->
                                checkpoint != null && checkpoint.getState().equals(state));
    }

    /** As a group's offsets expire that has had no member for long. */
    void forgetOffsets(String group) throws InterruptedException, ExecutionException {
        admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        admin.deleteConsumerGroups(List.of(group)).all().get();
    }

    int send(Topic topic, String key, SpecificRecord event) throws InterruptedException, ExecutionException {
        return sendRaw(topic.topicName(), key, codec.encode(topic, event));
    }

    int sendRaw(String topic, String key, byte @Nullable [] value) throws InterruptedException, ExecutionException {
        return producer.send(new ProducerRecord<>(topic, key, value)).get().partition();
    }

    /** All committed events of a type under a key, in order. */
    <T extends SpecificRecord> List<T> events(Topic topic, String key, Class<T> type) {
        List<T> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : committed(topic.topicName())) {
            if (key.equals(record.key())
                    && codec.decode(topic, record.value()) instanceof Decoded.Event(var event)
                    && type.isInstance(event)) {
                events.add(type.cast(event));
            }
        }
        return events;
    }

    <T extends SpecificRecord> T awaitEvent(Topic topic, String key, Class<T> type) {
        return Awaitility.await("%s %s".formatted(type.getSimpleName(), key))
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> events(topic, key, type).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Everything that is committed in a topic now. */
    List<ConsumerRecord<String, byte[]>> committed(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings.consumer("reader"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        assertThat(record.headers().lastHeader(name)).as(name).isNotNull();
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
