package io.byteor.runner.target.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.backends.testing.TestBackends;
import io.byteor.runner.kafka.RunnerClients;
import io.byteor.runner.ledger.EffectLedger;
import io.byteor.runner.ledger.EffectPlace;
import io.byteor.runner.target.Outlet;
import io.byteor.runner.target.Outlets.Sender;
import io.byteor.runner.target.Parcel;
import io.byteor.runner.target.Provenance;
import io.byteor.runner.target.TargetLostException;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.target.TargetAddress.ClusterTopic;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real broker, which stands for another cluster here. */
class ClustersIT {
    private static final EffectPlace PLACE = new EffectPlace("feed", "triage", "alert", "alerts");

    private final ClientSettings settings =
            ClientSettings.of(TestBackends.broker().bootstrapServers());
    private final Clusters clusters = new Clusters(Map.of("lab", new RunnerClients(settings, "clusters-it")));
    private final Admin admin = Admin.create(settings.admin("clusters-it"));
    private final String root = "sha256:" + UUID.randomUUID();
    private final String topic = "effects-" + UUID.randomUUID();
    private final String rehearsal = "rehearsal-" + UUID.randomUUID();
    private final String markers = "markers-" + UUID.randomUUID();

    @BeforeEach
    void createTopics() throws Exception {
        admin.createTopics(List.of(
                        new NewTopic(topic, 1, (short) 1),
                        new NewTopic(rehearsal, 1, (short) 1),
                        new NewTopic(markers, 2, (short) 1)
                                .configs(
                                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))))
                .all()
                .get();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void tellsTheNextClaimWhatAnEarlierOneApplied() throws Exception {
        try (Outlet first = open("replay-1", Map.of())) {
            first.send(List.of(parcel(1), parcel(2)), () -> false);
        }
        try (Outlet second = open("replay-1", Map.of());
                Outlet anothers = open("replay-2", Map.of())) {
            assertThat(sequences(second.applied())).containsExactly(1L, 2L);
            assertThat(sequences(second.appliedElsewhere())).isEmpty();
            assertThat(sequences(anothers.applied())).isEmpty();
            assertThat(sequences(anothers.appliedElsewhere())).containsExactly(1L, 2L);
        }
        assertThat(committed(topic))
                .hasSize(2)
                .first()
                .satisfies(record -> assertThat(new String(
                                record.headers()
                                        .lastHeader(ProvenanceHeader.ORIGIN)
                                        .value(),
                                StandardCharsets.UTF_8))
                        .isEqualTo("feed/1"));
    }

    @Test
    void keepsInItsMarkersWhatAnEarlierClaimAppliedAndNobodyHasRecorded() throws Exception {
        try (Outlet first = open("replay-1", Map.of())) {
            first.send(List.of(parcel(1), parcel(2)), () -> false);
        }
        try (Outlet second = open("replay-1", Map.of("feed", 2L))) {
            second.send(List.of(parcel(3)), () -> false);
        }
        try (Outlet third = open("replay-1", Map.of("feed", 2L))) {
            assertThat(sequences(third.applied())).contains(2L, 3L);
        }
        try (Outlet later = open("replay-1", Map.of("feed", 4L))) {
            assertThat(sequences(later.applied())).isEmpty();
        }
    }

    @Test
    void takesWhatStandsOnAnotherTopicForNothingThatIsHere() throws Exception {
        try (Outlet rehearsed = open("replay-1", Map.of(), rehearsal)) {
            rehearsed.send(List.of(parcel(1), parcel(2)), () -> false);
        }
        try (Outlet first = open("replay-2", Map.of())) {
            assertThat(sequences(first.appliedElsewhere())).isEmpty();
            first.send(List.of(parcel(2), parcel(3)), () -> false);
        }
        try (Outlet second = open("replay-3", Map.of());
                Outlet again = open("replay-4", Map.of(), rehearsal);
                Outlet rehearsed = open("replay-1", Map.of(), rehearsal)) {
            assertThat(sequences(second.appliedElsewhere())).containsExactly(2L, 3L);
            assertThat(sequences(again.appliedElsewhere())).containsExactly(1L, 2L);
            assertThat(sequences(rehearsed.applied())).containsExactly(1L, 2L);
        }
        assertThat(committed(topic)).hasSize(2);
        assertThat(committed(rehearsal)).hasSize(2);
    }

    @Test
    void shutsOutWhoeverHeldIt() throws Exception {
        try (Outlet zombie = open("replay-1", Map.of());
                Outlet _ = open("replay-1", Map.of())) {
            assertThatExceptionOfType(TargetLostException.class)
                    .isThrownBy(() -> zombie.send(List.of(parcel(1)), () -> false));
        }
        assertThat(committed(topic)).isEmpty();
        assertThat(committed(markers)).isEmpty();
    }

    @Test
    void opensNoWayThatIsNotSafe() {
        assertRefused(new ClusterTopic("mars", topic, markers, true), "knows no cluster");
        assertRefused(new ClusterTopic("lab", "missing-" + topic, markers, true), "does not exist");
        assertRefused(new ClusterTopic("lab", topic, topic, true), "cleanup.policy");
        assertRefused(new ClusterTopic("lab", topic, null, true), "markers");
        assertRefused(new ClusterTopic("lab", topic, markers, false), "which may not be called");
    }

    private void assertRefused(ClusterTopic address, String why) {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> clusters.open(new Sender("replay-1", root, Map.of()), "alerts", address))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TARGET_FAILED))
                .satisfies(refusal -> assertThat(refusal.detail()).contains(why));
    }

    private Outlet open(String replayId, Map<String, Long> next) {
        return open(replayId, next, topic);
    }

    private Outlet open(String replayId, Map<String, Long> next, String effects) {
        return clusters.open(
                new Sender(replayId, root, next), "alerts", new ClusterTopic("lab", effects, markers, true));
    }

    private static Parcel parcel(long sequence) {
        return new Parcel(
                PLACE,
                sequence,
                ("key-" + sequence).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                new Provenance.Source("replay", "root", PLACE).of(sequence, 0));
    }

    private static List<Long> sequences(EffectLedger ledger) {
        List<Long> sequences = new ArrayList<>();
        ledger.entries()
                .forEach(entry -> entry.getApplied().forEach(interval -> {
                    for (long next = interval.getFirst(); next <= interval.getLast(); next++) {
                        sequences.add(next);
                    }
                }));
        return sequences;
    }

    private List<ConsumerRecord<String, byte[]>> committed(String name) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(name, 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings.consumer("clusters-it"))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }
}
