package io.byteor.validator;

import io.byteor.schemas.answer.AnswerChannel;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentResponded;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.kafka.RegistryEventCodec;
import io.byteor.schemas.kafka.RegistryListener;
import io.byteor.schemas.kafka.RegistrySettings;
import io.byteor.validator.approval.ApprovalSource;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.gateway.ApprovalReader;
import io.byteor.validator.gateway.Command;
import io.byteor.validator.gateway.CommandChannel;
import io.byteor.validator.gateway.OutcomeBoard;
import io.byteor.validator.gateway.Page;
import io.byteor.validator.gateway.ProgressBoard;
import io.byteor.validator.gateway.escalation.EscalationReader;
import io.byteor.validator.gateway.kafka.KafkaCommands;
import io.byteor.validator.gateway.kafka.PromptCodec;
import io.byteor.validator.gateway.kafka.StoredApprovals;
import io.byteor.validator.gateway.kafka.StoredEscalations;
import io.byteor.validator.gateway.kafka.StoredPages;
import io.byteor.validator.gateway.kafka.StoredRegistry;
import io.byteor.validator.gateway.kafka.Tails;
import io.byteor.validator.gateway.registry.RegistryReader;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import io.byteor.validator.topology.StoredFacts;
import io.byteor.validator.topology.TopologySettings;
import io.byteor.validator.topology.ValidatorTopology;
import io.byteor.validator.topology.run.Loop;
import io.byteor.validator.topology.run.Patrol;
import io.byteor.validator.topology.run.StreamsSettings;
import io.byteor.validator.topology.run.ValidatorStreams;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything of this service that talks to Kafka, as one part that starts in the background: the HTTP side is up at once and says
 * UNAVAILABLE until broker and registry have answered. Thread-safe.
 */
final class Engine
        implements CommandChannel,
                AnswerChannel,
                RegistryReader,
                ApprovalReader,
                EscalationReader,
                FactSource,
                ApprovalSource,
                AutoCloseable {
    private final StreamsSettings streamsSettings;
    private final TopologySettings topologySettings;
    private final RegistrySettings registrySettings;
    private final RegistryListener registryListener;
    private final OutcomeBoard board;
    private final ProgressBoard progress;
    private final Duration lookBack;
    private final MeterRegistry meters;
    private volatile @Nullable Running running;

    Engine(
            StreamsSettings streamsSettings,
            TopologySettings topologySettings,
            RegistrySettings registrySettings,
            RegistryListener registryListener,
            OutcomeBoard board,
            ProgressBoard progress,
            Duration lookBack,
            MeterRegistry meters) {
        this.streamsSettings = streamsSettings;
        this.topologySettings = topologySettings;
        this.registrySettings = registrySettings;
        this.registryListener = registryListener;
        this.board = board;
        this.progress = progress;
        this.lookBack = lookBack;
        this.meters = meters;
    }

    private record Running(
            RegistryEventCodec codec,
            ValidatorStreams streams,
            StoredFacts facts,
            StoredRegistry registry,
            StoredApprovals approvals,
            StoredEscalations escalations,
            KafkaCommands commands,
            Tails tails,
            Loop patrolling) {}

    /**
     * Provisions topics, opens the codec, starts everything. Blocks until the registry has answered.
     *
     * @throws IllegalStateException where a topic or schema is otherwise than this release needs it
     */
    void start() {
        ValidatorStreams.provision(streamsSettings);
        String instanceId = streamsSettings.instanceId();
        RegistryEventCodec codec =
                RegistryEventCodec.open(registrySettings, ValidatorTopology.topics(), registryListener);
        ValidatorStreams streams = new ValidatorStreams(streamsSettings, topologySettings, codec, meters);
        Tails tails = new Tails(streamsSettings.clients(), instanceId, codec, board, progress, lookBack);
        Patrol patrol = new Patrol(streamsSettings.clients(), instanceId, codec, meters);
        PromptCodec prompt = new PromptCodec(codec);
        StoredFacts facts = streams.facts(prompt);
        StoredPages pages = new StoredPages(streams, prompt);
        Running started = new Running(
                codec,
                streams,
                facts,
                new StoredRegistry(facts, pages),
                new StoredApprovals(pages),
                new StoredEscalations(streams, prompt, pages),
                new KafkaCommands(streamsSettings.clients(), instanceId, codec),
                tails,
                new Loop("patrol", patrol::walk));
        streams.start();
        started.tails().start();
        started.patrolling().start();
        running = started;
    }

    /** Whether commands are decided and outcomes seen. */
    boolean isReady() {
        Running now = running;
        return now != null && now.streams().isRunning() && now.tails().isCaughtUp();
    }

    /** Whether only a new process helps. */
    boolean hasFailed() {
        Running now = running;
        return now != null && now.streams().hasFailed();
    }

    @Override
    public void send(Command command) {
        running().commands().send(command);
    }

    @Override
    public void publish(AgentResponded answers, Runnable lost) {
        Running now = running;
        if (now == null) {
            lost.run();
        } else {
            now.commands().answers().publish(answers, lost);
        }
    }

    @Override
    public Optional<RegistryFact> find(RegistryKind kind, String key) {
        return running().registry().find(kind, key);
    }

    @Override
    public Optional<RegistryFact> find(HistoryKey revision) {
        return running().registry().find(revision);
    }

    @Override
    public <T> Page<T> list(
            RegistryKind kind, @Nullable String after, int limit, Function<RegistryFact, Optional<T>> reading) {
        return running().registry().list(kind, after, limit, reading);
    }

    @Override
    public <T> Page<T> history(HistoryKey before, int limit, Function<RegistryFact, Optional<T>> reading) {
        return running().registry().history(before, limit, reading);
    }

    @Override
    public <T> Page<T> list(@Nullable String after, int limit, Function<ApprovalState, Optional<T>> reading) {
        return running().approvals().list(after, limit, reading);
    }

    @Override
    public Optional<EscalationState> find(String escalationId) {
        return running().escalations().find(escalationId);
    }

    @Override
    public Page<EscalationState> page(@Nullable String after, int limit, Predicate<EscalationState> filter) {
        return running().escalations().page(after, limit, filter);
    }

    @Override
    public Optional<BundleCaptured> bundle(String bundleId) {
        return running().facts().bundle(bundleId);
    }

    @Override
    public Optional<AgentState> agent(String agentId) {
        return running().facts().agent(agentId);
    }

    @Override
    public Optional<AgentQuarantined> quarantine(String agentId) {
        return running().facts().quarantine(agentId);
    }

    @Override
    public Optional<RegisteredEnvironment> environment(String name) {
        return running().facts().environment(name);
    }

    @Override
    public Optional<RegisteredPipeline> pipeline(String specHash) {
        return running().facts().pipeline(specHash);
    }

    @Override
    public Optional<CompletedDryRun> dryRun(String selectionDigest) {
        return running().facts().dryRun(selectionDigest);
    }

    @Override
    public Optional<ApprovalState> approval(String approvalId) {
        return running().facts().approval(approvalId);
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new ByteorException(ErrorCode.UNAVAILABLE, "the service is starting");
        }
        return now;
    }

    @Override
    public void close() {
        Running now = running;
        if (now != null) {
            now.patrolling().close();
            now.tails().close();
            now.commands().close();
            now.streams().close();
            now.codec().close();
        }
    }
}
