package io.byteor.runner.kafka;

import io.byteor.runner.bundle.Artifacts;
import io.byteor.runner.control.WishBoard;
import io.byteor.runner.dispatch.ReplayDispatcher;
import io.byteor.runner.progress.ToldReplayLog;
import io.byteor.runner.replay.ChunkLimits;
import io.byteor.runner.replay.ReplayRun;
import io.byteor.runner.replay.RunListener;
import io.byteor.runner.replay.RunnerPorts;
import io.byteor.runner.target.Outlets;
import io.byteor.runner.target.kafka.KafkaAnswers;
import io.byteor.runner.target.kafka.KafkaTargetCluster;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.kafka.TopicProvisioner;
import io.byteor.schemas.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A whole runner: one thread that waits for broker and registry, sees to the topics and then polls; and the replays that it
 * leads to. Starting never waits; {@link #close} stops replays where they stand, to go on from their checkpoints.
 */
public final class RunnerEngine implements AutoCloseable {
    /** The topics a runner reads or writes as events. */
    public static final List<Topic> TOPICS = List.of(
            Topic.REPLAY_DECIDED,
            Topic.REPLAY_CHECKPOINT,
            Topic.REPLAY_CONTROL,
            Topic.AGENT_QUARANTINE,
            Topic.REPLAY_START,
            Topic.APPROVAL_COMMAND,
            Topic.REPLAY_PROGRESS,
            Topic.REPLAY_ACTION,
            Topic.REPLAY_AUDITED,
            Topic.ESCALATION_COMMAND,
            Topic.DEAD_LETTER);

    private static final Logger LOG = System.getLogger(RunnerEngine.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Longer than a group takes to notice that a member is gone, so that two runners do not fence each other in turn. */
    private static final Duration AGAIN = Duration.ofSeconds(7);

    private final RunnerClients clients;
    private final Supplier<EventCodec> codecs;
    private final Artifacts artifacts;
    private final Outlets outlets;
    private final RunListener listener;
    private final ChunkLimits limits;
    private final int slots;
    private final InstantSource clock;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;
    private final Admin admin;
    private volatile @Nullable AdmissionLoop loop;
    private volatile @Nullable ReplayDispatcher dispatcher;

    /**
     * @param codecs opens the codec for {@link #TOPICS}; may wait for the registry
     * @param slots how many dry-runs, and how many executes, run at once
     */
    public RunnerEngine(
            RunnerClients clients,
            Supplier<EventCodec> codecs,
            Artifacts artifacts,
            Outlets outlets,
            RunListener listener,
            ChunkLimits limits,
            int slots,
            InstantSource clock) {
        this.clients = clients;
        this.codecs = codecs;
        this.artifacts = artifacts;
        this.outlets = outlets;
        this.listener = listener;
        this.limits = limits;
        this.slots = slots;
        this.clock = clock;
        this.admin = clients.admin();
        this.thread = Thread.ofPlatform().name("admission").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** How long nothing has been polled; empty until the topics stand and polling has begun. */
    public Optional<Duration> silence() {
        AdmissionLoop current = loop;
        return current == null ? Optional.empty() : Optional.of(current.silence());
    }

    /** Whether the thread that everything hangs on is there. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Whether the broker answers within the time. */
    public boolean brokerAnswers(Duration within) {
        try {
            KafkaAnswers.await(admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) within.toMillis()))
                    .clusterId());
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    /** Replays that run, wait for their turn, or are paused. */
    public int active() {
        ReplayDispatcher current = dispatcher;
        return current == null ? 0 : current.active();
    }

    @Override
    public void close() {
        closed.set(true);
        AdmissionLoop current = loop;
        if (current == null) {
            thread.interrupt();
        } else {
            current.close();
        }
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(PAUSE);
    }

    private void run() {
        while (!closed.get()) {
            try {
                TopicProvisioner.ensure(admin, TOPICS);
                serve();
            } catch (InterruptException _) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the runner is not ready yet", e);
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    private void serve() {
        try (EventCodec codec = codecs.get();
                DeadLetters deadLetters = new DeadLetters(clients);
                ProgressTeller progress = new ProgressTeller(clients, codec)) {
            CheckpointReader checkpoints = new CheckpointReader(clients, admin, codec);
            RunnerPorts ports = new RunnerPorts(
                    new ToldReplayLog(new KafkaReplayLog(clients, checkpoints, codec), progress.feed()),
                    new KafkaStartDesk(clients, codec, deadLetters),
                    new KafkaTargetCluster(admin),
                    outlets,
                    artifacts,
                    listener,
                    limits,
                    clock,
                    clients.runner());
            WishBoard wishes = new WishBoard();
            try (ReplayDispatcher replays = new ReplayDispatcher(
                            new KafkaBacklog(checkpoints, deadLetters),
                            (ticket, stop) -> new ReplayRun(ticket, ports, stop)::run,
                            wishes,
                            slots,
                            AGAIN);
                    ControlTail control = ControlTail.open(clients, codec, wishes)) {
                wishes.watch(replays);
                control.start();
                progress.start(replays::has, clock);
                AdmissionLoop admission = new AdmissionLoop(clients, codec, checkpoints, replays, clock);
                dispatcher = replays;
                loop = admission;
                if (!closed.get()) {
                    admission.run();
                }
            } finally {
                loop = null;
                dispatcher = null;
            }
        }
    }
}
