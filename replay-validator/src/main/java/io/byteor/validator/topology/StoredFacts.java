package io.byteor.validator.topology;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.EnvironmentState;
import io.byteor.schemas.event.PipelineState;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.governance.ApprovalStatus;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.schemas.governance.EscalationCause;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.approval.ApprovalSource;
import io.byteor.validator.fact.CompletedDryRun;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.fact.FactSource;
import io.byteor.validator.fact.RegisteredEnvironment;
import io.byteor.validator.fact.RegisteredPipeline;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import io.byteor.validator.rule.QuarantineRule;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Facts out of the global stores, which hold bytes. What does not decode, or names something else than its key, is missing; but what
 * was said of an agent's quarantine holds until it is taken back, also where it cannot be read.
 */
public final class StoredFacts implements FactSource, ApprovalSource {
    private final EventCodec codec;
    private final FactMemory memory;
    private final Lookup lookup;

    public StoredFacts(EventCodec codec, FactMemory memory, Lookup lookup) {
        this.codec = codec;
        this.memory = memory;
        this.lookup = lookup;
    }

    /** Reads the store over a topic of facts. */
    @FunctionalInterface
    public interface Lookup {
        byte @Nullable [] get(Topic topic, String key);
    }

    @Override
    public Optional<BundleCaptured> bundle(String bundleId) {
        return recalled(
                Topic.BUNDLE_CAPTURED,
                bundleId,
                BundleCaptured.class,
                bytes -> read(
                        Topic.BUNDLE_CAPTURED, bundleId, bytes, BundleCaptured.class, BundleCaptured::getBundleId));
    }

    @Override
    public Optional<AgentState> agent(String agentId) {
        return recalled(
                Topic.AGENT,
                agentId,
                AgentState.class,
                bytes -> read(Topic.AGENT, agentId, bytes, AgentState.class, AgentState::getAgentId));
    }

    @Override
    public Optional<AgentQuarantined> quarantine(String agentId) {
        return EscalationCause.quarantining().stream()
                .map(cause -> EscalationCase.of(cause.text(), agentId))
                .flatMap(caseId -> quarantine(caseId, agentId).stream())
                .findFirst();
    }

    private Optional<AgentQuarantined> quarantine(String caseId, String agentId) {
        byte[] bytes = lookup.get(Topic.AGENT_QUARANTINE, caseId);
        return bytes == null
                ? Optional.empty()
                : read(Topic.AGENT_QUARANTINE, caseId, bytes, AgentQuarantined.class, AgentQuarantined::getCaseId)
                        .or(() -> Optional.of(QuarantineRule.unreadable(caseId, agentId)));
    }

    @Override
    public Optional<RegisteredEnvironment> environment(String name) {
        return recalled(
                Topic.ENVIRONMENT,
                name,
                RegisteredEnvironment.class,
                bytes -> read(Topic.ENVIRONMENT, name, bytes, EnvironmentState.class, EnvironmentState::getName)
                        .flatMap(state -> understood(state, RegisteredEnvironment::of)));
    }

    @Override
    public Optional<RegisteredPipeline> pipeline(String specHash) {
        return recalled(
                Topic.PIPELINE,
                specHash,
                RegisteredPipeline.class,
                bytes -> read(Topic.PIPELINE, specHash, bytes, PipelineState.class, PipelineState::getSpecHash)
                        .flatMap(state -> understood(state, RegisteredPipeline::of)));
    }

    @Override
    public Optional<CompletedDryRun> dryRun(String selectionDigest) {
        return recalled(
                Topic.REPLAY_AUDITED,
                selectionDigest,
                CompletedDryRun.class,
                bytes -> read(
                                Topic.REPLAY_AUDITED,
                                selectionDigest,
                                bytes,
                                ReplayAudited.class,
                                StoredFacts::selectionDigest)
                        .filter(CompletedDryRun::isOne)
                        .flatMap(audited -> understood(audited, CompletedDryRun::of)));
    }

    @Override
    public Optional<ApprovalState> approval(String approvalId) {
        return read(Topic.APPROVAL_STATE, approvalId, ApprovalState.class, ApprovalState::getApprovalId)
                .filter(ApprovalStatus::isKnown);
    }

    /** Whether the replay has its audit. One that cannot be read yet is none. */
    boolean ended(String replayId) {
        return ended(replayId, false);
    }

    /** The same, but one that cannot be read yet may be one. */
    boolean mayHaveEnded(String replayId) {
        return ended(replayId, true);
    }

    private boolean ended(String replayId, boolean inDoubt) {
        if (lookup.get(Topic.REPLAY_AUDITED, Names.end(replayId)) != null) {
            return true;
        }
        byte[] undecoded = lookup.get(Topic.REPLAY_AUDITED, Names.undecoded(replayId));
        return undecoded != null
                && codec.decodeWithin(Topic.REPLAY_AUDITED, undecoded, AuditKeeper.PATIENCE)
                        .map(Decoded.Event.class::isInstance)
                        .orElse(inDoubt);
    }

    private static String selectionDigest(ReplayAudited audited) {
        return Objects.requireNonNullElse(audited.getSelectionDigest(), "");
    }

    /** A registry entry's fact as it was written. */
    public Optional<RegistryFact> registered(RegistryKind kind, String key) {
        return registered(kind.facts(), key).filter(fact -> fact.key().equals(key));
    }

    /** One revision of a registry entry as it was written. */
    public Optional<RegistryFact> registered(HistoryKey revision) {
        return registered(Topic.REGISTRY_HISTORY, revision.text())
                .filter(fact -> HistoryKey.of(fact).equals(revision));
    }

    private Optional<RegistryFact> registered(Topic topic, String key) {
        return read(topic, key, SpecificRecord.class, _ -> key).flatMap(RegistryFact::of);
    }

    private <T> Optional<T> recalled(Topic topic, String key, Class<T> type, Function<byte[], Optional<T>> reading) {
        byte[] bytes = lookup.get(topic, key);
        return bytes == null ? Optional.empty() : memory.recall(topic, key, bytes, type, () -> reading.apply(bytes));
    }

    private <T extends SpecificRecord> Optional<T> read(
            Topic topic, String key, Class<T> type, Function<T, String> named) {
        byte[] bytes = lookup.get(topic, key);
        return bytes == null ? Optional.empty() : read(topic, key, bytes, type, named);
    }

    private <T extends SpecificRecord> Optional<T> read(
            Topic topic, String key, byte[] bytes, Class<T> type, Function<T, String> named) {
        return codec.decode(topic, bytes) instanceof Decoded.Event(SpecificRecord event)
                ? Optional.of(event).filter(type::isInstance).map(type::cast).filter(it -> key.equals(named.apply(it)))
                : Optional.empty();
    }

    private static <S, T> Optional<T> understood(S state, Function<S, T> reading) {
        try {
            return Optional.of(reading.apply(state));
        } catch (ByteorException e) {
            return Optional.empty();
        }
    }
}
