package io.byteor.validator.topology;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.event.ReplayAdmitted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.approval.Approval;
import io.byteor.validator.approval.ApprovalCheck;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.decision.Outcomes.About;
import io.byteor.validator.fact.FactMemory;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The second hop, by start key: adds what the approval says, decides, and reserves the approval. The task that owns the key also
 * takes the votes, revocations and starts of the same approval, so all of them have one order.
 */
final class AdmissionProcessor extends CommandProcessor {
    private final TopologySettings settings;
    private final DecisionWriter writer = new DecisionWriter(this);

    AdmissionProcessor(EventCodec codec, FactMemory memory, TopologySettings settings) {
        super(Topic.REPLAY_ADMITTED, codec, memory);
        this.settings = settings;
    }

    /** An admission that says nothing but whose repeat it is; the decision it repeats stands at the owner of the start key. */
    static ReplayAdmitted repeat(ReplayRequested request, Instant now) {
        String approvalId = request.getApprovalId();
        return ReplayAdmitted.newBuilder()
                .setReplayId(request.getReplayId())
                .setStartKey(approvalId == null ? request.getReplayId() : approvalId)
                .setRequest(request)
                .setAt(now)
                .build();
    }

    private static boolean isRepeat(ReplayAdmitted admitted) {
        return admitted.getFindings().isEmpty();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        sweep(Names.DECISION_LOG, this::isOver, _ -> {});
        sweep(Names.STARTS, this::isOver, _ -> {});
    }

    /**
     * A replay that may still be under way keeps its decision and its start however old they are: a runner that takes it over asks
     * for the start again, and a repeat of the request for the decision.
     */
    private boolean isOver(KeyValue<String, byte[]> stamped) {
        return isOlder(stamped, settings.memory())
                && (facts().ended(stamped.key) || !new DecisionLog(this).accepted(stamped.key));
    }

    @Override
    void handle(SpecificRecord command, byte[] bytes, Instant now) {
        ReplayAdmitted admitted = (ReplayAdmitted) command;
        String commandId = admitted.getRequest().getCommandId();
        Optional<Decision> standing = new DecisionLog(this).get(admitted.getReplayId());
        if (standing.isPresent()) {
            answer(Outcomes.of(standing.get(), commandId, now));
        } else if (isRepeat(admitted)) {
            refuse(
                    admitted,
                    new ByteorException(
                            ErrorCode.REPLAY_NOT_FOUND,
                            "its decision is no longer remembered",
                            "Idempotency-Key",
                            admitted.getReplayId()),
                    now);
        } else {
            decide(admitted, now);
        }
    }

    private void decide(ReplayAdmitted admitted, Instant now) {
        ReplayRequested request = admitted.getRequest();
        Approvals approvals = new Approvals(this);
        Optional<ApprovalState> approval =
                Optional.ofNullable(request.getApprovalId()).flatMap(id -> approvals.at(id, now));
        ApprovalCheck check = ApprovalCheck.of(admitted, approval);
        Decision decision = Decision.of(admitted, check, now, settings.acceptanceValidity());
        byte[] decided = writer.write(decision, request.getCommandId(), now).decision();
        if (decision instanceof Decision.Accepted) {
            approval.ifPresent(state -> approvals.put(Approval.reserved(state, admitted.getReplayId(), now)));
        }
        new DecisionLog(this).put(admitted.getReplayId(), decided, now);
    }

    /** A request that went on to here is decided here, whatever happens: nobody else would take it up again. */
    @Override
    void answerFault(SpecificRecord command, Instant now) {
        ReplayAdmitted admitted = (ReplayAdmitted) command;
        ByteorException fault = new ByteorException(ErrorCode.INTERNAL, "the request could not be decided");
        if (isRepeat(admitted)) {
            refuse(admitted, fault, now);
            return;
        }
        Decision rejection = Decision.ofFault(admitted, fault, now);
        byte[] decided = writer.write(rejection, admitted.getRequest().getCommandId(), now)
                .decision();
        new DecisionLog(this).put(admitted.getReplayId(), decided, now);
    }

    private void refuse(ReplayAdmitted admitted, ByteorException refusal, Instant now) {
        ReplayRequested request = admitted.getRequest();
        String environment = AuditEvents.environment(request, admitted.getBundle(), admitted.getEnvironment())
                .orElse(null);
        answer(Outcomes.refused(
                About.replay(request.getCommandId(), admitted.getReplayId(), environment), refusal, now));
    }
}
