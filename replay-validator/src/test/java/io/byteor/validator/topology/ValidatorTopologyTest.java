package io.byteor.validator.topology;

import static io.byteor.validator.topology.RequestTopologyTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import io.byteor.validator.registry.HistoryKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidatorTopologyTest {
    private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Bench bench;

    @BeforeEach
    void furnish() {
        bench = Bench.furnished(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A change of nodes, stores or sub-topologies moves changelogs and state; it must be meant. */
    @Test
    void isTheTopologyThatWasCommitted() throws IOException {
        String described = ValidatorTopology.build(
                        new InMemoryEventCodec(), TopologySettings.USUAL, () -> Duration.ZERO)
                .describe()
                .toString();
        Path committed = Path.of("src/main/topology/validator.txt");
        if (Boolean.getBoolean("byteor.update")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, described);
        }

        assertThat(committed).hasContent(described);
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {
                "REPLAY_REQUESTED",
                "REPLAY_ADMITTED",
                "APPROVAL_COMMAND",
                "GOVERNANCE_COMMAND",
                "ESCALATION_COMMAND",
                "AGENT_RESPONSE"
            })
    void putsGarbageAsideAndGoesOn(Topic topic) {
        bench.feedRaw(topic, "key".getBytes(StandardCharsets.UTF_8), GARBAGE);
        bench.feedRaw(topic, null, GARBAGE);
        bench.feedRaw(topic, GARBAGE, null);
        bench.request(World.request("replay-1", Mode.DRY_RUN).build());

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
        assertThat(bench.readRaw(Topic.DEAD_LETTER)).hasSize(3).first().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(GARBAGE);
            assertThat(header(letter, DeadLetter.ORIGIN_TOPIC)).isEqualTo(topic.topicName());
            assertThat(header(letter, DeadLetter.CODE)).isEqualTo("RECORD_UNDECODABLE");
        });
    }

    @Test
    void putsACommandUnderAnothersKeyAside() {
        bench.feed(
                Topic.REPLAY_REQUESTED,
                "other",
                World.request("replay-1", Mode.DRY_RUN).build());

        assertThat(bench.readRaw(Topic.DEAD_LETTER))
                .singleElement()
                .satisfies(letter -> assertThat(header(letter, DeadLetter.CODE)).isEqualTo("RECORD_UNEXPECTED"));
    }

    @Test
    void givesEntriesRevisionsAndRefusesTheSecondOfTwoWriters() {
        GovernanceCommand put = GovernanceCommand.newBuilder(World.put("environment", "demo", World.DEMO))
                .setExpectedRevision(1L)
                .build();

        bench.put(put);
        CommandOutcome first = bench.onlyOutcome();
        bench.put(put);
        CommandOutcome second = bench.onlyOutcome();

        assertThat(first.getRevision()).isEqualTo(2);
        assertThat(failed(second.getFindings())).containsExactly("REVISION_MISMATCH");
        assertThat(bench.read(Topic.ENVIRONMENT, EnvironmentState.class)).hasSize(2);
    }

    @Test
    void keepsEveryRevisionUnderAKeyOfItsOwn() {
        bench.put("environment", "demo", World.DEMO.replace("PT4H", "PT5H"));

        assertThat(bench.readRaw(Topic.REGISTRY_HISTORY))
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .startsWith("environment/demo/0000000000000000001")
                .endsWith("environment/demo/0000000000000000002");
    }

    @Test
    void forgetsTheOldestRevisionWithEachBeyondThoseThatAreKept() {
        bench.setRevision("agent", World.AGENT_ID, HistoryKey.KEPT - 1);
        bench.readRaw(Topic.REGISTRY_HISTORY);

        bench.put("agent", World.AGENT_ID, World.AGENT_DOCUMENT);
        bench.put("agent", World.AGENT_ID, World.AGENT_DOCUMENT);

        assertThat(bench.readRaw(Topic.REGISTRY_HISTORY))
                .extracting(
                        record -> new String(record.key(), StandardCharsets.UTF_8), record -> record.value() == null)
                .containsExactly(
                        tuple("agent/agent-1/0000000000000000200", false),
                        tuple("agent/agent-1/0000000000000000201", false),
                        tuple("agent/agent-1/0000000000000000001", true));
    }

    @Test
    void refusesADocumentThatDoesNotParse() {
        bench.put("environment", "demo", "{");

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("DOCUMENT_INVALID");
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
