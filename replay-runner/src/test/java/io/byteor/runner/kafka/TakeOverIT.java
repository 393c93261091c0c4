package io.byteor.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.byteor.runner.CountingListener;
import io.byteor.runner.ReplayFixture;
import io.byteor.runner.control.StopSignal;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ClaimLostException;
import io.byteor.runner.replay.ReplayLog;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.runner.replay.RunnerPorts;
import io.byteor.runner.target.kafka.KafkaTargetCluster;
import io.byteor.schemas.audit.ActionForm;
import io.byteor.schemas.audit.MerkleTree;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayAction;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.kafka.InMemoryEventCodec;
import io.byteor.schemas.topic.ProvenanceHeader;
import io.byteor.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeOverIT {
    private static final int RECORDS = 4_000;
    private static final int STRONG = ReplayFixture.strongOf(RECORDS);
    private static final ChunkLimits SMALL = new ChunkLimits(20, Duration.ofMillis(100), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private RunnerWorld world;
    private ReplayFixture incident;
    private String alerts;
    private Admin admin;

    @BeforeEach
    void capture() throws Exception {
        world = new RunnerWorld();
        alerts = world.newTopic();
        incident = ReplayFixture.capture(folder.resolve("bundle"), RECORDS).withTargetTopic(alerts);
        admin = world.clients("dying").admin();
    }

    @AfterEach
    void close() {
        admin.close();
        world.close();
    }

    @Test
    void aNewRunnerFinishesWhatADeadOneLeftOpenBesideAnothersOpenTransaction() throws Exception {
        ReplayAccepted accepted = incident.execute();
        ReplayTicket ticket = admitted(accepted);
        world.grant(accepted);
        AtomicReference<Claim> abandoned = dieInMidRun(ticket);
        assertThat(world.committed(alerts)).hasSizeBetween(1, STRONG - 1);
        ReplayAccepted neighbour = incident.dryRun();

        try (Producer<byte[], byte[]> open =
                        world.clients("neighbour").transactional("open", "byteor-dry-run-" + neighbour.getReplayId());
                RunnerEngine engine = engine()) {
            open.initTransactions();
            open.beginTransaction();
            open.send(CheckpointRecords.of(world.codec, ticket.partition(), first(neighbour)))
                    .get();
            engine.start();
            ReplayAudited audited = world.awaitEvent(Topic.REPLAY_AUDITED, accepted.getReplayId(), ReplayAudited.class);

            List<ReplayAction> actions = world.events(Topic.REPLAY_ACTION, accepted.getReplayId(), ReplayAction.class);
            assertThat(audited.getOutcome()).isEqualTo("completed");
            assertThat(world.committed(alerts))
                    .hasSize(STRONG)
                    .extracting(record -> RunnerWorld.header(record, ProvenanceHeader.IDEMPOTENCY_KEY))
                    .doesNotHaveDuplicates();
            assertThat(actions).hasSize(2 * STRONG);
            assertThat(actions.stream().mapToLong(ReplayAction::getSeq).toArray())
                    .isEqualTo(sequence(2 * STRONG));
            assertThat(root(actions)).isEqualTo(audited.getRoot());
        }
        assertThatExceptionOfType(ClaimLostException.class)
                .as("the dead one cannot come back")
                .isThrownBy(() -> abandoned.get().commit(first(accepted)));
    }

    @Test
    void aPausedReplayStaysSoOverTakeOversAndGoesOnWhereItStood() throws Exception {
        ReplayAccepted accepted = incident.execute();
        ReplayTicket ticket = admitted(accepted);
        world.grant(accepted);
        dieInMidRun(ticket);
        int applied = world.committed(alerts).size();
        world.want(accepted, "paused");

        ReplayCheckpoint paused;
        try (RunnerEngine second = engine()) {
            second.start();
            paused = world.awaitState(accepted, "paused");
        }
        try (RunnerEngine third = engine()) {
            third.start();
            Awaitility.await().until(() -> third.active() == 1);
            ReplayAccepted beside = incident.dryRun();
            world.decide(beside);
            world.awaitEvent(Topic.REPLAY_AUDITED, beside.getReplayId(), ReplayAudited.class);

            assertThat(world.awaitState(accepted, "paused")).isEqualTo(paused);
            assertThat(world.committed(alerts)).hasSize(applied);
            world.want(accepted, "running");
            ReplayAudited audited = world.awaitEvent(Topic.REPLAY_AUDITED, accepted.getReplayId(), ReplayAudited.class);

            List<ReplayAction> actions = world.events(Topic.REPLAY_ACTION, accepted.getReplayId(), ReplayAction.class);
            assertThat(audited.getOutcome()).isEqualTo("completed");
            assertThat(world.committed(alerts))
                    .hasSize(STRONG)
                    .extracting(record -> RunnerWorld.header(record, ProvenanceHeader.IDEMPOTENCY_KEY))
                    .doesNotHaveDuplicates();
            assertThat(root(actions)).isEqualTo(audited.getRoot());
        }
    }

    /** Runs the replay until some chunks are committed and one is open, and leaves it at that. */
    private AtomicReference<Claim> dieInMidRun(ReplayTicket ticket) {
        RunnerClients clients = world.clients("dying");
        CheckpointReader checkpoints = new CheckpointReader(clients, admin, world.codec);
        AtomicReference<Claim> abandoned = new AtomicReference<>();
        ReplayLog log = new KafkaReplayLog(clients, checkpoints, world.codec);
        try (DeadLetters deadLetters = new DeadLetters(clients)) {
            RunnerPorts ports = new RunnerPorts(
                    replay -> {
                        Claim claim = log.claim(replay);
                        abandoned.set(claim);
                        return new MortalClaim(claim, STRONG);
                    },
                    new KafkaStartDesk(clients, world.codec, deadLetters),
                    new KafkaTargetCluster(admin),
                    RunnerWorld.nowhereElse(),
                    incident.artifacts(),
                    new CountingListener(),
                    SMALL,
                    InstantSource.system(),
                    "dying");
            assertThatExceptionOfType(MortalClaim.Death.class)
                    .isThrownBy(() -> new ReplayRun(ticket, ports, new StopSignal()).run());
        }
        return abandoned;
    }

    private RunnerEngine engine() {
        return new RunnerEngine(
                world.clients("runner-it"),
                InMemoryEventCodec::new,
                incident.artifacts(),
                RunnerWorld.nowhereElse(),
                new CountingListener(),
                SMALL,
                2,
                InstantSource.system());
    }

    /** Admits as an earlier runner did, without leaving the decision for the next one. */
    private ReplayTicket admitted(ReplayAccepted accepted) throws Exception {
        String root = accepted.getBundle().getRootBundleId();
        int partition = BuiltInPartitioner.partitionForKey(
                root.getBytes(StandardCharsets.UTF_8),
                Topic.REPLAY_CHECKPOINT.group().partitions());
        try (Producer<byte[], byte[]> producer = world.clients("dying").transactional("admit", "admit-" + root)) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(CheckpointRecords.of(world.codec, partition, first(accepted)));
            producer.commitTransaction();
        }
        return ReplayTicket.of(accepted, partition);
    }

    private static ReplayCheckpoint first(ReplayAccepted accepted) {
        return ReplayCheckpoint.newBuilder()
                .setReplayId(accepted.getReplayId())
                .setRootBundleId(accepted.getBundle().getRootBundleId())
                .setRevision(0)
                .setState(ReplayRun.ADMITTED)
                .setAccepted(accepted)
                .setRunner("dying")
                .setUpdatedAt(ReplayFixture.CAPTURED)
                .build();
    }

    private static long[] sequence(int size) {
        return LongStream.range(0, size).toArray();
    }

    private static ByteBuffer root(List<ReplayAction> actions) {
        MerkleTree tree = new MerkleTree();
        actions.forEach(action -> tree.append(ActionForm.leafHash(action)));
        return ByteBuffer.wrap(tree.root());
    }
}
