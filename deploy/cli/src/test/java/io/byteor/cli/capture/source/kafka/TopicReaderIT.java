package io.byteor.cli.capture.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.backends.kafka.EmbeddedBroker;
import io.byteor.cli.Byteor;
import io.byteor.cli.capture.source.LaneSource;
import io.byteor.cli.capture.source.RecordedLane;
import io.byteor.cli.capture.source.RecordedLane.Entry;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.ClientSettings;
import io.byteor.schemas.topic.ProvenanceHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReaderIT {
    private static final long T0 = 1_700_000_000_000L;

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void takesKeyHeadersTimestampAndValueByteForByte() throws Exception {
        create("exact", 1);
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        try (var producer = producer(null)) {
            send(producer, "exact", 0, T0, every, every, new RecordHeader("bytes", every), header("é", "x"));
            send(producer, "exact", 0, T0 - 5, null, new byte[0]);
            send(producer, "exact", 0, T0 + 5, new byte[0], null);
        }

        RecordedLane lane = read("exact", false);

        String text = RecordedLane.text(every);
        assertThat(lane.records)
                .containsExactly(
                        new Entry(0, T0 * 1_000, text, Map.of("bytes", text, "é", "x"), text),
                        new Entry(1, (T0 - 5) * 1_000, null, Map.of(), ""),
                        new Entry(2, (T0 + 5) * 1_000, "", Map.of("byteor-kafka-null-value", ""), ""));
        assertThat(lane.gaps).isEmpty();
    }

    @Test
    void keepsHeadersThatNoMapHolds() throws Exception {
        create("lists", 1);
        try (var producer = producer(null)) {
            send(producer, "lists", 0, T0, null, utf8("v"), header("a", "1"), header("b", null), header("a", "2"));
            send(producer, "lists", 0, T0, null, utf8("v"), header("byteor-kafka-headers", "forged"));
        }

        RecordedLane lane = read("lists", false);

        assertThat(lane.records)
                .extracting(Entry::headers)
                .containsExactly(
                        Map.of(
                                "a",
                                "2",
                                "b",
                                "",
                                "byteor-kafka-headers",
                                "[[\"a\",\"MQ==\"],[\"b\",null],[\"a\",\"Mg==\"]]"),
                        Map.of("byteor-kafka-headers", "[[\"byteor-kafka-headers\",\"Zm9yZ2Vk\"]]"));
    }

    @Test
    void declaresTheOffsetsWithoutRecordsAsGaps() throws Exception {
        create("holes", 1);
        try (var producer = producer("holes-writer")) {
            producer.initTransactions();
            transaction(producer, "holes", true, "0", "1"); // offsets 0, 1, marker 2
            transaction(producer, "holes", false, "3", "4"); // aborted 3, 4, marker 5
            transaction(producer, "holes", true, "6", "7", "8"); // marker 9
            deleteBefore("holes", 1);
            producer.beginTransaction();
            send(producer, "holes", 0, T0, null, utf8("never committed"));
            producer.flush();

            RecordedLane whole = read("holes", false);
            RecordedLane asked = read("holes@0..8", false);

            producer.abortTransaction();
            assertThat(payloads(whole)).containsExactly("1", "6", "7", "8");
            assertThat(whole.records).extracting(Entry::sequence).containsExactly(1L, 6L, 7L, 8L);
            assertThat(whole.gaps).containsExactly("2..5", "9..9");
            assertThat(payloads(asked)).containsExactly("1", "6", "7");
            assertThat(asked.gaps).containsExactly("0..0", "2..5");
        }
    }

    @Test
    void leavesRecordsOfReplaysOutUnlessAskedForThem() throws Exception {
        create("replayed", 1);
        try (var producer = producer(null)) {
            send(producer, "replayed", 0, T0, null, utf8("a"));
            send(producer, "replayed", 0, T0, null, utf8("b"), header(ProvenanceHeader.REPLAY_ID, "r-1"));
            send(producer, "replayed", 0, T0, null, utf8("c"));
        }

        RecordedLane without = read("replayed", false);
        RecordedLane with = read("replayed", true);

        assertThat(payloads(without)).containsExactly("a", "c");
        assertThat(without.leftOut).containsExactly(1L);
        assertThat(payloads(with)).containsExactly("a", "b", "c");
        assertThat(with.leftOut).isEmpty();
    }

    @Test
    void theSameRangeGivesTheSameBundleAndCountsWhatWasLeftOut(@TempDir Path folder) throws Exception {
        create("bundled", 1);
        try (var producer = producer(null)) {
            send(producer, "bundled", 0, T0, utf8("k"), utf8("a"), header("h", "x"));
            send(producer, "bundled", 0, T0, null, utf8("b"), header(ProvenanceHeader.REPLAY_ID, "r-1"));
            send(producer, "bundled", 0, T0, null, utf8("c"));
        }
        Files.writeString(folder.resolve("spec.json"), """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"feed"},{"name":"out"}],
                 "roles":[{"name":"r","reads":"feed","stages":[{"name":"keep","emit":{"lane":"out"}}]}]}""");

        bundle(folder, "one");
        bundle(folder, "two");

        Incident incident = new BundleVerifier(BundleLimits.STANDARD)
                .examine(folder.resolve("one"))
                .orThrow()
                .incident();
        assertThat(incident.leftOutReplayedRecords()).isEqualTo(1);
        assertThat(incident.lanes().getFirst().gaps()).containsExactly(new Incident.Gap(1, 1));
        assertThat(incident.lanes().getFirst().segments().getFirst().records()).isEqualTo(2);
        assertThat(folder.resolve("one").resolve(BundleLayout.TAG_MANIFEST))
                .hasSameBinaryContentAs(folder.resolve("two").resolve(BundleLayout.TAG_MANIFEST));
    }

    private static void bundle(Path folder, String name) throws IOException {
        Path config = Files.writeString(
                folder.resolve("client.properties"), "bootstrap.servers=" + broker.bootstrapServers());
        int code = Byteor.run(
                new PrintStream(OutputStream.nullOutputStream()),
                System.err,
                "incident-bundle",
                "create",
                "--spec=" + folder.resolve("spec.json"),
                "--lane=feed=kafka:bundled",
                "--kafka-config=" + config,
                "--agent=a",
                "--env=e",
                "--incident=I",
                "--captured-at=2026-11-24T10:00:00Z",
                "--out=" + folder.resolve(name));
        assertThat(code).isZero();
    }

    @Test
    void findsARangeByTimes() throws Exception {
        create("times", 1);
        try (var producer = producer(null)) {
            for (int i = 0; i < 10; i++) {
                send(producer, "times", 0, T0 + i * 1_000L, null, utf8("" + i));
            }
        }

        // T0 is 2023-11-14T22:13:20Z
        assertThat(payloads(read("times@2023-11-14T22:13:22.500Z..2023-11-14T22:13:25Z", false)))
                .containsExactly("3", "4");
        assertThat(payloads(read("times@2023-11-14T22:13:28Z..", false))).containsExactly("8", "9");
        assertThat(payloads(read("times@2030-01-01T00:00:00Z..", false))).isEmpty();
    }

    @Test
    void mergesPartitionsInAnOrderThatDependsOnTheirContentAlone() throws Exception {
        create("several", 3);
        List<String> expected = new ArrayList<>();
        try (var producer = producer("several-writer")) {
            producer.initTransactions();
            for (int i = 0; i < 60; i++) {
                producer.beginTransaction();
                send(producer, "several", (i * 7) % 3, T0 + i, null, utf8("" + i));
                producer.commitTransaction();
                expected.add("" + i);
            }
        }

        RecordedLane once = read("several", false);
        RecordedLane again = read("several", false);

        assertThat(payloads(once)).isEqualTo(expected);
        assertThat(once.records).isEqualTo(again.records);
        assertThat(once.gaps).isEqualTo(again.gaps);
        // Each record is followed by a marker: 120 offsets in all, each accounted for once.
        assertThat(once.records.getLast().sequence()).isBetween(110L, 119L);
        assertThat(once.gaps.getLast()).endsWith("..119");
        assertThat(once.records.get(4).headers())
                .isEqualTo(Map.of("byteor-kafka-partition", "1", "byteor-kafka-offset", "2"));
        assertThat(payloads(read("several/1", false))).hasSize(20).startsWith("1", "4", "7");
    }

    @Test
    void saysWhichRecordHasATimeThatNoBundleHolds() throws Exception {
        create("far", 1);
        try (var producer = producer(null)) {
            send(producer, "far", 0, 253_402_300_799_999L, null, utf8("the last of the year 9999"));
            send(producer, "far", 0, 253_402_300_800_000L, null, utf8("the first of the year 10000"));
        }

        assertThat(read("far@0..1", false).records)
                .extracting(Entry::capturedAt)
                .containsExactly(253_402_300_799_999_000L);
        assertThatThrownBy(() -> read("far", false)).isInstanceOfSatisfying(ByteorException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
            assertThat(e.place()).isEqualTo("far/0@1");
        });
    }

    @Test
    void refusesWhatTheTopicDoesNotHave() throws Exception {
        create("small", 2);

        refused("nowhere");
        refused("small/2");
        refused("small@0..5");
        refused("small/0@1..");
    }

    private static void refused(String source) {
        assertThatThrownBy(() -> read(source, false))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }

    private static List<String> payloads(RecordedLane lane) {
        return lane.records.stream().map(Entry::payload).toList();
    }

    private static RecordedLane read(String source, boolean includeReplayed) throws IOException {
        LaneSource.Topic topic = (LaneSource.Topic) LaneSource.parse("kafka:" + source);
        return RecordedLane.of(new TopicReader(topic, settings().connection(), includeReplayed));
    }

    private static ClientSettings settings() {
        return ClientSettings.of(broker.bootstrapServers());
    }

    private static void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings().admin("test"))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)
                            .configs(Map.of("message.timestamp.after.max.ms", "9223372036854775807"))))
                    .all()
                    .get();
        }
    }

    private static void deleteBefore(String topic, long offset) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings().admin("test"))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
        Map<String, Object> settings = new HashMap<>(
                transactionalId == null
                        ? settings().rawProducer("test")
                        : settings().transactionalProducer("test", transactionalId));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void transaction(
            KafkaProducer<byte[], byte[]> producer, String topic, boolean commit, String... values) {
        producer.beginTransaction();
        for (String value : values) {
            send(producer, topic, 0, T0, null, utf8(value));
        }
        producer.flush();
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Header... headers) {
        var _ = producer.send(new ProducerRecord<>(topic, partition, timestamp, key, value, List.of(headers)));
    }

    private static Header header(String name, @Nullable String value) {
        return new RecordHeader(name, value == null ? null : utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
