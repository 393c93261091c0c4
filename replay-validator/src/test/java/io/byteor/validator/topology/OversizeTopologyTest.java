package io.byteor.validator.topology;

import static io.byteor.validator.topology.RequestTopologyTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.HugeIds;
import io.byteor.validator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OversizeTopologyTest {
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

    @ParameterizedTest
    @ValueSource(ints = {1_048_400, 5 << 20})
    void cutsWhatNoDeadLetterHolds(int bytes) {
        bench.feedRaw(Topic.APPROVAL_COMMAND, "key".getBytes(StandardCharsets.UTF_8), new byte[bytes]);

        assertThat(bench.readRaw(Topic.DEAD_LETTER)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSize(64 << 10);
            assertThat(header(letter, DeadLetter.CODE)).isEqualTo("RECORD_OVERSIZE");
            assertThat(header(letter, DeadLetter.CUT)).isEqualTo("3/" + bytes);
        });
    }

    @Test
    void takesNoIdThatNoGatewayGives() {
        List<HugeIds.Sent> commands = Stream.concat(HugeIds.commands("mark").stream(), Stream.of(HugeIds.move()))
                .toList();

        commands.forEach(command -> bench.feed(command.topic(), command.key(), command.event()));

        assertThat(bench.readRaw(Topic.DEAD_LETTER))
                .hasSameSizeAs(commands)
                .allSatisfy(
                        letter -> assertThat(header(letter, DeadLetter.CODE)).isEqualTo("RECORD_OVERSIZE"));
        assertThat(bench.readRaw(Topic.COMMAND_OUTCOME)).isEmpty();
        assertThat(bench.entries(Names.REQUESTS_WAITING) + bench.entries(Names.APPROVALS_WAITING))
                .isZero();
    }

    @Test
    void keepsNothingWaitingThatItsChangelogWouldNotTake() {
        BundleCaptured bundle = BundleCaptured.newBuilder(World.bundle())
                .setAgentId("x".repeat(1_000_000))
                .build();
        bench.feed(Topic.BUNDLE_CAPTURED, World.BUNDLE_ID, bundle);

        bench.request(World.request("replay-1", Mode.DRY_RUN).build());

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("INTERNAL");
        assertThat(bench.entries(Names.REQUESTS_WAITING)).isZero();
        assertThat(bench.readRaw(Topic.DEAD_LETTER))
                .singleElement()
                .satisfies(letter -> assertThat(header(letter, DeadLetter.CODE)).isEqualTo("INTERNAL"));
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
