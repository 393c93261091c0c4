package io.byteor.validator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.byteor.backends.process.Directories;
import io.byteor.backends.testing.TestTokens;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.kafka.DeadLetter;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.fact.CompletedDryRun;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Garbage straight onto every consumed topic of a real broker, live and before a cold restore: it stops nothing. */
@QuarkusTest
@QuarkusTestResource(ValidatorSetUp.class)
class GarbageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] KEY = "somebody".getBytes(StandardCharsets.UTF_8);

    /** What a broker just takes, and no longer with anything said of it. */
    private static final int LARGE = 1_048_400;

    private static final int PACKED = 5 << 20;

    private static final List<Topic> CONSUMED = List.of(
            Topic.REPLAY_REQUESTED,
            Topic.REPLAY_ADMITTED,
            Topic.APPROVAL_COMMAND,
            Topic.GOVERNANCE_COMMAND,
            Topic.ESCALATION_COMMAND,
            Topic.AGENT_RESPONSE,
            Topic.ESCALATION,
            Topic.BUNDLE_CAPTURED,
            Topic.ENVIRONMENT,
            Topic.AGENT,
            Topic.PIPELINE,
            Topic.REGISTRY_HISTORY,
            Topic.APPROVAL_STATE,
            Topic.AGENT_QUARANTINE,
            Topic.REPLAY_CONTROL,
            Topic.REPLAY_PROGRESS,
            Topic.COMMAND_OUTCOME);

    @Inject
    Engine engine;

    @ConfigProperty(name = ValidatorSetUp.STATE)
    Path state;

    private final Wire wire = new Wire();
    private final List<Letter> letters = new ArrayList<>();

    @BeforeEach
    void furnish() {
        await().atMost(PATIENCE).until(engine::isReady);
        put("environments/demo", World.DEMO);
        put("agents/agent-1", World.AGENT_DOCUMENT);
        put("pipelines/" + World.SPEC_HASH, World.pipelineDocument("active"));
        wire.write(Topic.BUNDLE_CAPTURED, World.BUNDLE_ID, World.bundle());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void putsGarbageAsideLiveAndAfterAColdRestore() {
        byte[] garbage = garbage();
        CONSUMED.forEach(topic -> wire.writeRaw(topic, KEY, garbage));
        await().atMost(PATIENCE).until(() -> origins(garbage), Set.copyOf(names(CONSUMED))::equals);
        requireDecision();
        ReplayAudited dryRun = World.completedDryRun("replay-0", World.NOON, null);
        wire.writeRaw(Topic.REPLAY_AUDITED, KEY, garbage);
        wire.write(Topic.REPLAY_AUDITED, dryRun.getReplayId(), dryRun);
        await().atMost(PATIENCE)
                .until(() -> engine.dryRun(World.SELECTION_DIGEST).isPresent());

        byte[] second = garbage();
        restartColdAfter(() -> CONSUMED.forEach(topic -> wire.writeRaw(topic, KEY, second)));

        requireDecision();
        assertThat(engine.dryRun(World.SELECTION_DIGEST))
                .map(CompletedDryRun::replayId)
                .contains("replay-0");
        await().atMost(PATIENCE).until(() -> origins(second), Set.copyOf(names(CONSUMED))::equals);
        assertThat(letters(garbage)).hasSize(CONSUMED.size());
    }

    @Test
    void readsAnewWhatItStoredTooLongAgo() throws IOException {
        Path facts = state.resolve("byteor-validator").resolve("global");
        engine.close();
        Path mark = Files.createFile(facts.resolve("mark"));
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(13)));
        Files.setLastModifiedTime(facts.resolve(".checkpoint"), longAgo);

        start();

        requireDecision();
        assertThat(mark).doesNotExist();
        assertThat(facts.resolve(".checkpoint")).exists();
    }

    @Test
    void putsAsideWhatIsTooLargeToHandOnLiveAndAfterAColdRestore() {
        byte[] large = garbage();
        writeLarge(large);
        await().atMost(PATIENCE).until(() -> letters(large).size() == 2 * CONSUMED.size());
        assertThat(origins(large)).isEqualTo(Set.copyOf(names(CONSUMED)));
        requireDecision();

        byte[] second = garbage();
        restartColdAfter(() -> writeLarge(second));

        requireDecision();
        await().atMost(PATIENCE).until(() -> letters(second).size() == 2 * CONSUMED.size());
        assertThat(letters(large)).hasSize(2 * CONSUMED.size());
    }

    @Test
    void putsAsideEventsWhoseIdsNoGatewayGivesLiveAndAfterAColdRestore() {
        String mark = UUID.randomUUID().toString();
        Set<String> commands = writeHugeIds(mark);
        await().atMost(PATIENCE).until(() -> origins(bytes(mark)), commands::equals);
        requireDecision();

        String second = UUID.randomUUID().toString();
        restartColdAfter(() -> writeHugeIds(second));

        requireDecision();
        await().atMost(PATIENCE).until(() -> origins(bytes(second)), commands::equals);
    }

    @Test
    void listsNothingThatIsOfAStatusNobodyKnows() {
        // Whatever the partition, one that is known stands behind one that is not.
        List<String> known = new ArrayList<>();
        for (String status : List.of("pondered", "raised")) {
            for (int number = 0; number < 24; number++) {
                String id = UUID.randomUUID().toString().replace("-", "") + ".1764150000.000001";
                wire.write(Topic.ESCALATION, id, escalation(id, status));
                wire.write(Topic.APPROVAL_STATE, id, approval(id, status));
                if (status.equals("raised")) {
                    known.add(id);
                }
            }
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed("escalations?state=raised&limit=1000", "escalationId"))
                        .containsAll(known));
        assertThat(listed("approvals?limit=1000", "approvalId")).doesNotContainAnyElementsOf(known);
    }

    /** Records that a producer or a broker would not take again with what a dead letter says of them. */
    private void writeLarge(byte[] begin) {
        for (Topic topic : CONSUMED) {
            wire.writeRaw(topic, KEY, Arrays.copyOf(begin, LARGE));
            wire.writePacked(topic, KEY, Arrays.copyOf(begin, PACKED));
        }
    }

    /** Answers the topics of those that are commands. */
    private Set<String> writeHugeIds(String mark) {
        HugeIds.facts(mark).forEach(fact -> wire.writePacked(fact.topic(), fact.key(), fact.event()));
        for (HugeIds.Sent aside : List.of(HugeIds.move(), HugeIds.waiting(mark))) {
            wire.writePacked(aside.topic(), aside.key(), aside.event());
        }
        Set<String> topics = new HashSet<>();
        for (HugeIds.Sent command : HugeIds.commands(mark)) {
            wire.writePacked(command.topic(), command.key(), command.event());
            topics.add(command.topic().topicName());
        }
        return topics;
    }

    private void restartColdAfter(Runnable writing) {
        engine.close();
        writing.run();
        Directories.delete(state);
        start();
    }

    private void start() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(Engine.class.getClassLoader());
        engine.start();
        thread.setContextClassLoader(loader);
        await().atMost(PATIENCE).until(engine::isReady);
    }

    private static void requireDecision() {
        as("olga", "operator")
                .body("{\"bundleId\":\"" + World.BUNDLE_ID + "\",\"mode\":\"dry_run\",\"reason\":\"triage\"}")
                .post("/govern/v1/replay-requests")
                .then()
                .statusCode(200)
                .body("decision", equalTo("accepted"));
    }

    private static EscalationState escalation(String id, String status) {
        return EscalationState.newBuilder()
                .setEscalationId(id)
                .setRevision(1)
                .setCause("approval_missing")
                .setSubject("bundle")
                .setEvidence("none named")
                .setStatus(status)
                .setRaisedAt(World.NOON)
                .setChangedAt(World.NOON)
                .build();
    }

    private static ApprovalState approval(String id, String status) {
        return ApprovalState.newBuilder()
                .setApprovalId(id)
                .setRevision(1)
                .setStatus(status)
                .setRequestDigest(World.BUNDLE_ID)
                .setRequest(World.request("of-" + id, Mode.EXECUTE)
                        .setDetail(Detail.ACTIONS)
                        .build())
                .setEnvironment("demo")
                .setPostureDigest(World.BUNDLE_ID)
                .setRequired(1)
                .setRequestedAt(World.NOON)
                .setExpiresAt(World.NOON)
                .setChangedAt(World.NOON)
                .build();
    }

    private static List<String> listed(String list, String field) {
        return as("nora", "analyst")
                .get("/govern/v1/" + list)
                .then()
                .statusCode(200)
                .extract()
                .path("items." + field);
    }

    private static byte[] garbage() {
        return bytes("garbage " + UUID.randomUUID());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::topicName).toList();
    }

    private Set<String> origins(byte[] begin) {
        return letters(begin).stream().map(Letter::origin).collect(Collectors.toSet());
    }

    /** The dead letters whose key or value begins so. Those before are kept, and are too many and too large to be read each time. */
    private List<Letter> letters(byte[] begin) {
        wire.readOn(Topic.DEAD_LETTER).stream().map(Letter::of).forEach(letters::add);
        return letters.stream()
                .filter(letter -> begins(letter.key(), begin) || begins(letter.value(), begin))
                .toList();
    }

    /** What a dead letter begins with. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Letter(byte @Nullable [] key, byte @Nullable [] value, String origin) {
        private static final int BEGIN = 64;

        static Letter of(ConsumerRecord<byte[], byte[]> record) {
            return new Letter(
                    begin(record.key()),
                    begin(record.value()),
                    new String(
                            record.headers().lastHeader(DeadLetter.ORIGIN_TOPIC).value(), StandardCharsets.UTF_8));
        }

        private static byte @Nullable [] begin(byte @Nullable [] bytes) {
            return bytes == null ? null : Arrays.copyOf(bytes, Math.min(bytes.length, BEGIN));
        }
    }

    private static boolean begins(byte @Nullable [] bytes, byte[] begin) {
        return bytes != null
                && bytes.length >= begin.length
                && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }

    private static void put(String path, String document) {
        as("ada", "admin").body(document).put("/govern/v1/" + path).then().statusCode(200);
    }

    private static RequestSpecification as(String subject, String role) {
        return given().auth().oauth2(TestTokens.of(role, subject)).contentType("application/json");
    }
}
