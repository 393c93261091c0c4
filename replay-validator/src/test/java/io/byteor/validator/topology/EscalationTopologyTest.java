package io.byteor.validator.topology;

import static io.byteor.validator.topology.RequestTopologyTest.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.World;
import io.byteor.validator.escalation.EscalationIds;
import io.byteor.validator.escalation.EscalationSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationTopologyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

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
    @CsvSource({"401,agent_unauthenticated", "403,agent_forbidden", "429,agent_throttled"})
    void raisesOneForFiveAnswersWithinAMinute(int status, String cause) {
        answer(World.AGENT_ID, status, 2, World.NOON);
        answer(World.AGENT_ID, status, 2, World.NOON.plusSeconds(30));
        assertThat(escalations()).isEmpty();

        answer(World.AGENT_ID, status, 1, World.NOON.plusSeconds(59));
        answer(World.AGENT_ID, status, 20, World.NOON.plusSeconds(61));

        assertThat(escalations()).singleElement().satisfies(raised -> {
            assertThat(raised.getCause()).isEqualTo(cause);
            assertThat(raised.getSubject()).isEqualTo(World.AGENT_ID);
            assertThat(raised.getEnvironment()).isEqualTo(World.ENVIRONMENT);
            assertThat(raised.getEvidence()).contains("5 answers " + status, "bundle-ingest");
        });
    }

    @Test
    void countsEachStatusAndEachAgentForItself() {
        answer(World.AGENT_ID, 401, 4, World.NOON);
        answer(World.AGENT_ID, 403, 4, World.NOON);
        answer("agent-2", 401, 4, World.NOON);

        assertThat(escalations()).isEmpty();
    }

    @Test
    void letsFourAMinutePass() {
        for (int minute = 0; minute < 10; minute++) {
            answer(World.AGENT_ID, 401, 4, World.NOON.plus(MINUTE.multipliedBy(minute)));
        }

        assertThat(escalations()).isEmpty();
    }

    @Test
    void raisesASecondWhenTheFirstIsResolvedAndItHappensAgain() {
        answer(World.AGENT_ID, 401, 5, World.NOON);
        EscalationState first = escalations().getFirst();
        move(first.getEscalationId(), "acknowledged", "*");
        answer(World.AGENT_ID, 401, 5, World.NOON.plusSeconds(1));
        move(first.getEscalationId(), "resolved", "*");
        answer(World.AGENT_ID, 401, 5, World.NOON.plusSeconds(2));

        assertThat(escalations())
                .extracting(EscalationState::getStatus)
                .containsExactly("acknowledged", "resolved", "raised");
        assertThat(bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class))
                .extracting(CommandOutcome::getAnswer, CommandOutcome::getRevision)
                .containsExactly(tuple("acknowledged", 2L), tuple("resolved", 3L));
    }

    @Test
    void countsNothingForAddressesHoweverMany() {
        for (int address = 0; address < 100; address++) {
            answer(null, "10.0.%d.%d".formatted(address / 256, address % 256), 401, 100, World.NOON);
        }

        assertThat(escalations()).isEmpty();
        assertThat(bench.entries(Names.ANSWER_COUNTS)).isZero();
        assertThat(bench.entries(Names.ESCALATION_STATES)).isZero();
    }

    @Test
    void holdsABoundedNumberOfAgentsAndForgetsThemWithTheirWindow() {
        bench.close();
        EscalationSettings few = new EscalationSettings(5, MINUTE, Duration.ofDays(90), false, 10);
        bench = new Bench(
                directory.resolve("few"),
                new TopologySettings(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(8), few));

        for (int agent = 0; agent < 12; agent++) {
            answer("agent-" + agent, 401, 1, World.NOON);
        }
        answer("agent-0", 401, 1, World.NOON);
        assertThat(bench.entries(Names.ANSWER_COUNTS)).isEqualTo(10);

        bench.pass(MINUTE.multipliedBy(2));

        assertThat(bench.entries(Names.ANSWER_COUNTS)).isZero();
    }

    @Test
    void raisesOneForASpecHashThatNoVersionHasBeItInADryRun() {
        bench.feed(Topic.BUNDLE_CAPTURED, World.BUNDLE_ID, bundleOf("sha256:" + "e".repeat(64)));

        bench.request(World.request("replay-1", Mode.DRY_RUN).build());
        bench.request(World.request("replay-2", Mode.DRY_RUN).build());
        bench.pass(Duration.ofSeconds(6));

        assertThat(bench.read(Topic.COMMAND_OUTCOME, CommandOutcome.class))
                .extracting(CommandOutcome::getAnswer)
                .containsExactly("accepted", "accepted");
        assertThat(escalations()).singleElement().satisfies(raised -> {
            assertThat(raised.getCause()).isEqualTo("spec_hash_unknown");
            assertThat(raised.getSubject()).isEqualTo("sha256:" + "e".repeat(64));
            assertThat(raised.getReplayId()).isEqualTo("replay-1");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holdsAnAgentInAQuarantineThatCannotBeRead(boolean garbage) {
        String caseId = World.quarantine().getCaseId();
        AgentQuarantined another = AgentQuarantined.newBuilder(World.quarantine())
                .setCaseId("another")
                .build();
        bench.feedRaw(
                Topic.AGENT_QUARANTINE,
                caseId.getBytes(StandardCharsets.UTF_8),
                garbage ? new byte[] {7} : bench.codec.encode(Topic.AGENT_QUARANTINE, another));

        bench.request(World.request("replay-1", Mode.DRY_RUN).build());

        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("AGENT_QUARANTINED");
    }

    @Test
    void namesTheEnvironmentOfTheAgentWhereThatIsTheOneMissing() {
        bench.put("agent", World.AGENT_ID, World.AGENT_DOCUMENT.replace("\"demo\"", "\"gone\""));

        bench.request(
                World.request("replay-1", Mode.DRY_RUN).setEnvironment("demo").build());
        bench.request(World.request("replay-2", Mode.DRY_RUN).build());
        bench.pass(Duration.ofSeconds(6));

        assertThat(escalations())
                .singleElement()
                .extracting(EscalationState::getCause, EscalationState::getSubject, EscalationState::getEnvironment)
                .containsExactly("environment_unresolved", "gone", "gone");
    }

    @Test
    void namesTheMissingEnvironmentOfARequestWhoseApprovalIsNamedToo() {
        bench.request(World.request("replay-1", Mode.EXECUTE)
                .setEnvironment("nowhere")
                .setApprovalId("ap-1")
                .build());
        bench.pass(Duration.ofSeconds(6));

        assertThat(escalations())
                .extracting(EscalationState::getCause, EscalationState::getSubject)
                .containsExactlyInAnyOrder(
                        tuple("environment_unresolved", "nowhere"), tuple("approval_missing", World.BUNDLE_ID));
    }

    @Test
    void raisesOneForAnEnvironmentThatIsNotRegistered() {
        bench.request(World.request("replay-1", Mode.DRY_RUN)
                .setEnvironment("nowhere")
                .build());
        bench.request(World.request("replay-2", Mode.DRY_RUN)
                .setEnvironment("nowhere")
                .build());
        bench.pass(Duration.ofSeconds(6));

        assertThat(escalations()).singleElement().satisfies(raised -> {
            assertThat(raised.getCause()).isEqualTo("environment_unresolved");
            assertThat(raised.getSubject()).isEqualTo("nowhere");
            assertThat(raised.getEvidence()).contains("nowhere", World.OPERATOR.getSubject());
        });
    }

    @Test
    void raisesOneForAMissingApprovalAndOneForARejectedOne() {
        bench.request(World.request("replay-1", Mode.EXECUTE).build());
        bench.request(World.request("replay-2", Mode.EXECUTE).build());
        bench.requestApproval("ap-1");
        bench.vote("ap-1", World.APPROVER, false);
        bench.request(
                World.request("replay-3", Mode.EXECUTE).setApprovalId("ap-1").build());
        bench.request(
                World.request("replay-4", Mode.EXECUTE).setApprovalId("ap-1").build());

        assertThat(escalations())
                .extracting(EscalationState::getCause, EscalationState::getSubject)
                .containsExactly(tuple("approval_missing", World.BUNDLE_ID), tuple("approval_rejected", "ap-1"));
    }

    @Test
    void raisesNothingForABundleThatNobodyKnows() {
        bench.request(World.request("replay-1", Mode.EXECUTE)
                .setBundleId("sha256:" + "c".repeat(64))
                .setEnvironment("nowhere")
                .build());
        bench.pass(Duration.ofSeconds(6));

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("rejected");
        assertThat(escalations()).isEmpty();
    }

    @Test
    void refusesAMoveOfWhatIsNotThereAndOneFromElsewhere() {
        answer(World.AGENT_ID, 401, 5, World.NOON);
        String raised = escalations().getFirst().getEscalationId();

        move(raised.substring(0, raised.length() - 1) + "7", "resolved", "*");
        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("ESCALATION_NOT_FOUND");
        move(raised, "resolved", "staging");
        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("FORBIDDEN");
    }

    @Test
    void tellsARepeatedMoveWhatTheFirstWasToldAndChangesNothing() {
        answer(World.AGENT_ID, 401, 5, World.NOON);
        String raised = escalations().getFirst().getEscalationId();
        move(raised, "acknowledged", "*");
        CommandOutcome acknowledged = bench.onlyOutcome();
        move(raised, "resolved", "*");
        bench.onlyOutcome();
        escalations();

        move(raised, "acknowledged", "*");

        assertThat(bench.onlyOutcome()).isEqualTo(acknowledged);
        assertThat(escalations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403", "429"})
    void putsAnAgentInQuarantineUntilItsEscalationIsResolvedWhereThatIsWanted(int status) {
        quarantining();

        answer(World.AGENT_ID, status, 5, World.NOON);
        String raised = escalations().getFirst().getEscalationId();
        move(raised, "acknowledged", "*");
        assertThat(bench.read(Topic.AGENT_QUARANTINE, AgentQuarantined.class))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getAgentId()).isEqualTo(World.AGENT_ID);
                    assertThat(it.getEscalationId()).isEqualTo(raised);
                });
        move(raised, "resolved", "*");

        assertThat(bench.readRaw(Topic.AGENT_QUARANTINE)).singleElement().satisfies(lifted -> {
            assertThat(text(lifted)).isEqualTo(EscalationIds.caseOf(raised).orElseThrow());
            assertThat(lifted.value()).isNull();
        });
    }

    @Test
    void putsNoAgentInQuarantineForTokensThatMayBeStolenNorWhereItIsNotWanted() {
        answer(World.AGENT_ID, 403, 5, World.NOON);
        quarantining();
        answer(World.AGENT_ID, 401, 5, World.NOON);

        assertThat(escalations()).hasSize(1);
        assertThat(bench.readRaw(Topic.AGENT_QUARANTINE)).isEmpty();
    }

    @Test
    void rejectsRequestsWhileTheAgentIsInQuarantine() {
        AgentQuarantined quarantine = World.quarantine();
        bench.feed(Topic.AGENT_QUARANTINE, quarantine.getCaseId(), quarantine);

        bench.request(World.request("replay-1", Mode.DRY_RUN).build());
        assertThat(failed(bench.onlyOutcome().getFindings())).containsExactly("AGENT_QUARANTINED");
        bench.feedRaw(Topic.AGENT_QUARANTINE, quarantine.getCaseId().getBytes(StandardCharsets.UTF_8), null);
        bench.request(World.request("replay-2", Mode.DRY_RUN).build());

        assertThat(bench.onlyOutcome().getAnswer()).isEqualTo("accepted");
    }

    @Test
    void keepsAnEscalationThatHoldsAnAgentUntilItIsResolvedHoweverLongNobodyTouchesIt() {
        quarantining();
        answer(World.AGENT_ID, 403, 5, World.NOON);
        String held = escalations().getFirst().getEscalationId();

        bench.pass(EscalationSettings.USUAL.memory().plusHours(2));
        assertThat(bench.readRaw(Topic.AGENT_QUARANTINE))
                .singleElement()
                .satisfies(standing -> assertThat(standing.value()).isNotNull());
        assertThat(bench.readRaw(Topic.ESCALATION)).isEmpty();

        move(held, "resolved", "*");
        assertThat(bench.readRaw(Topic.AGENT_QUARANTINE))
                .singleElement()
                .satisfies(gone -> assertThat(gone.value()).isNull());
        bench.pass(EscalationSettings.USUAL.memory().plusHours(2));
        assertThat(bench.entries(Names.ESCALATION_STATES)).isZero();
    }

    private void quarantining() {
        bench.close();
        EscalationSettings settings = new EscalationSettings(5, MINUTE, Duration.ofDays(90), true, 10);
        bench = new Bench(
                directory.resolve("quarantining"),
                new TopologySettings(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(8), settings));
    }

    @Test
    void takesBackWhatNobodyTouchedForLong() {
        answer(World.AGENT_ID, 401, 5, World.NOON);
        String raised = escalations().getFirst().getEscalationId();

        bench.pass(EscalationSettings.USUAL.memory().plusHours(2));

        assertThat(bench.entries(Names.ESCALATION_STATES)).isZero();
        assertThat(bench.readRaw(Topic.ESCALATION)).singleElement().satisfies(gone -> {
            assertThat(text(gone)).isEqualTo(raised);
            assertThat(gone.value()).isNull();
        });
    }

    private static String text(TestRecord<byte[], byte[]> gone) {
        return new String(gone.key(), StandardCharsets.UTF_8);
    }

    private static BundleCaptured bundleOf(String specHash) {
        return BundleCaptured.newBuilder(World.bundle()).setSpecHash(specHash).build();
    }

    private List<EscalationState> escalations() {
        return bench.read(Topic.ESCALATION, EscalationState.class);
    }

    private void answer(String agent, int status, long count, Instant at) {
        answer(agent, "10.0.0.1", status, count, at);
    }

    private void answer(@Nullable String agent, String address, int status, long count, Instant at) {
        bench.feed(
                Topic.AGENT_RESPONSE,
                agent == null ? "address:" + address : agent,
                AgentResponded.newBuilder()
                        .setAgentId(agent)
                        .setIssuer(agent == null ? null : "https://byteor.local")
                        .setAddress(address)
                        .setPart("bundle-ingest")
                        .setStatus(status)
                        .setCode("UNAUTHENTICATED")
                        .setCount(count)
                        .setAt(at)
                        .build());
    }

    private void move(String escalationId, String to, String environment) {
        bench.feed(
                Topic.ESCALATION_COMMAND,
                EscalationIds.caseOf(escalationId).orElseThrow(),
                EscalationMoved.newBuilder()
                        .setCommandId(to + "-" + escalationId)
                        .setEscalationId(escalationId)
                        .setTo(to)
                        .setBy(World.OPERATOR)
                        .setEnvironments(List.of(environment))
                        .setNote("seen")
                        .setAt(World.NOON)
                        .build());
    }
}
