package io.byteor.validator.topology;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.AgentQuarantined;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.EscalationMoved;
import io.byteor.schemas.event.EscalationState;
import io.byteor.schemas.governance.EscalationCase;
import io.byteor.schemas.governance.EscalationCause;
import io.byteor.schemas.governance.EscalationStatus;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.decision.Assessment;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.decision.Outcomes.About;
import io.byteor.validator.escalation.Causes;
import io.byteor.validator.escalation.Escalation;
import io.byteor.validator.escalation.EscalationSettings;
import io.byteor.validator.fact.FactMemory;
import io.byteor.validator.topology.store.StampedStore;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Raises escalations and takes what people do about them. One writer per case, so that what every task meets at once is told
 * once.
 */
final class EscalationProcessor extends CommandProcessor {
    private static final String FIRST = ".";
    private static final String BEYOND = "/";

    private final EscalationSettings settings;

    EscalationProcessor(EventCodec codec, FactMemory memory, EscalationSettings settings) {
        super(Topic.ESCALATION_COMMAND, codec, memory);
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        sweep(
                Names.ESCALATION_STATES,
                entry -> isOlder(entry, settings.memory()) && !holdsAnAgent(entry.key),
                entry -> retract(Topic.ESCALATION, entry.key));
    }

    /** One that holds an agent in quarantine is not forgotten before somebody has resolved it: nobody could then, any more. */
    private boolean holdsAnAgent(String escalationId) {
        EscalationState state = decoded(Topic.ESCALATION, EscalationState.class, states().get(escalationId));
        return state != null
                && isQuarantining(state)
                && EscalationStatus.of(state) != EscalationStatus.RESOLVED
                && facts().quarantine(state.getSubject()).isPresent();
    }

    private static boolean isQuarantining(EscalationState state) {
        return EscalationCause.quarantining().stream()
                .anyMatch(cause -> cause.text().equals(state.getCause()));
    }

    /** Has a processor of any task tell the owner of the case. */
    static void raise(CommandProcessor by, EscalationDue due) {
        by.send(Topic.ESCALATION_COMMAND, EscalationCase.of(due.getCause(), due.getSubject()), due);
    }

    /** The same with all that an assessment escalates. */
    static void raise(CommandProcessor by, Assessment assessment, Instant now) {
        Causes.ofFacts(
                        assessment.request(),
                        assessment.bundle(),
                        assessment.unresolvedEnvironment(),
                        assessment.findings(),
                        now)
                .forEach(due -> raise(by, due));
    }

    @Override
    void handle(SpecificRecord command, byte[] bytes, Instant now) {
        switch (command) {
            case EscalationDue due ->
                Escalation.raised(due, latest(CommandIds.key(due)), settings.window(), now)
                        .ifPresent(state -> put(state, now));
            case EscalationMoved move -> move(move, now);
            default -> throw unexpected(command);
        }
    }

    private Optional<EscalationState> latest(String caseId) {
        return Optional.ofNullable(
                decoded(Topic.ESCALATION, EscalationState.class, states().last(caseId + FIRST, caseId + BEYOND)));
    }

    private void move(EscalationMoved move, Instant now) {
        CommandLog log = new CommandLog(this);
        if (log.repeated(move.getCommandId())) {
            return;
        }
        String escalationId = move.getEscalationId();
        EscalationState standing = decoded(Topic.ESCALATION, EscalationState.class, states().get(escalationId));
        if (standing == null) {
            answer(refused(
                    move,
                    null,
                    new ByteorException(
                            ErrorCode.ESCALATION_NOT_FOUND, "no escalation of this id", "escalationId", escalationId),
                    now));
            return;
        }
        try {
            EscalationState moved = Escalation.moved(standing, move, now);
            log.answer(Outcomes.of(moved, move.getCommandId(), now), () -> put(moved, now), now);
        } catch (ByteorException refusal) {
            log.answer(refused(move, standing.getEnvironment(), refusal, now), now);
        }
    }

    private void put(EscalationState state, Instant now) {
        byte[] bytes = send(Topic.ESCALATION, state.getEscalationId(), state);
        states().put(state.getEscalationId(), bytes, now);
        if (isQuarantining(state)) {
            quarantine(EscalationCase.of(state.getCause(), state.getSubject()), state);
        }
    }

    private void quarantine(String caseId, EscalationState state) {
        switch (EscalationStatus.of(state)) {
            case RAISED -> {
                if (settings.quarantine()) {
                    AgentQuarantined quarantined = AgentQuarantined.newBuilder()
                            .setCaseId(caseId)
                            .setAgentId(state.getSubject())
                            .setEscalationId(state.getEscalationId())
                            .setSince(state.getRaisedAt())
                            .build();
                    send(Topic.AGENT_QUARANTINE, caseId, quarantined);
                }
            }
            case ACKNOWLEDGED -> {}
            case RESOLVED -> remove(Topic.AGENT_QUARANTINE, caseId);
        }
    }

    /** Nobody waits for an escalation to be raised; the dead letter tells of one that was not. */
    @Override
    void answerFault(SpecificRecord command, Instant now) {
        if (command instanceof EscalationMoved move) {
            answer(refused(
                    move, null, new ByteorException(ErrorCode.INTERNAL, "the command was not carried out"), now));
        }
    }

    private static CommandOutcome refused(
            EscalationMoved move, @Nullable String environment, ByteorException refusal, Instant now) {
        return Outcomes.refused(
                About.escalation(move.getCommandId(), move.getEscalationId(), environment), refusal, now);
    }

    private StampedStore states() {
        return stamped(Names.ESCALATION_STATES);
    }

    private static IllegalStateException unexpected(SpecificRecord command) {
        return new IllegalStateException(command.getClass().getName() + " is no command about escalations");
    }
}
