package io.byteor.validator.topology;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentState;
import io.byteor.schemas.event.GovernanceCommand;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.decision.Outcomes.About;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.registry.HistoryKey;
import io.byteor.validator.registry.Registry;
import io.byteor.validator.registry.RegistryFact;
import io.byteor.validator.registry.RegistryKind;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Puts registry entries: one writer per entry, so that of two who saw the same revision one is refused. */
final class GovernanceProcessor extends CommandProcessor {
    GovernanceProcessor(EventCodec codec, FactMemory memory) {
        super(Topic.GOVERNANCE_COMMAND, codec, memory);
    }

    @Override
    void handle(SpecificRecord event, byte[] bytes, Instant now) {
        GovernanceCommand command = (GovernanceCommand) event;
        KeyValueStore<String, Long> revisions = store(Names.REVISIONS);
        String entry = CommandIds.key(command);
        Long standing = revisions.get(entry);
        Registry.Change change;
        try {
            change = Registry.put(command, standing == null ? 0 : standing, now);
        } catch (ByteorException refusal) {
            refuse(command, refusal, now);
            return;
        }
        send(change.kind().facts(), change.key(), event(change.fact()));
        keep(HistoryKey.of(change.fact()), change.fact());
        answer(Outcomes.of(change, command.getCommandId(), now));
        revisions.put(entry, change.revision());
    }

    private void keep(HistoryKey revision, RegistryFact fact) {
        send(Topic.REGISTRY_HISTORY, revision.text(), event(fact));
        HistoryKey outlived = revision.outlived();
        if (outlived.revision() > 0) {
            remove(Topic.REGISTRY_HISTORY, outlived.text());
        }
    }

    private static SpecificRecord event(RegistryFact fact) {
        return switch (fact) {
            case RegistryFact.OfEnvironment(var state) -> state;
            case RegistryFact.OfAgent(var state) -> state;
            case RegistryFact.OfPipeline(var state) -> state;
        };
    }

    @Override
    void answerFault(SpecificRecord command, Instant now) {
        refuse((GovernanceCommand) command, new ByteorException(ErrorCode.INTERNAL, "the entry was not put"), now);
    }

    private void refuse(GovernanceCommand command, ByteorException refusal, Instant now) {
        About about = new About(command.getCommandId(), command.getKind(), command.getKey(), environment(command));
        answer(Outcomes.refused(about, refusal, now));
    }

    /** Where the entry lies that is there, or would be; that of an agent which is not there is only in the refused document. */
    private @Nullable String environment(GovernanceCommand command) {
        RegistryKind kind = RegistryKind.of(command.getKind()).orElse(null);
        return switch (kind) {
            case ENVIRONMENT -> command.getKey();
            case AGENT ->
                facts().agent(command.getKey()).map(AgentState::getEnvironment).orElse(null);
            case PIPELINE -> null;
            case null -> null;
        };
    }
}
