package io.byteor.validator.topology;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.EscalationDue;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.decision.Outcomes;
import io.byteor.validator.escalation.Causes;
import java.time.Instant;
import java.util.List;

/**
 * Writes a decision: the fact, the audit of a request that ends here, what its approval escalates, and the outcome, in one
 * transaction.
 */
final class DecisionWriter {
    private final CommandProcessor processor;

    DecisionWriter(CommandProcessor processor) {
        this.processor = processor;
    }

    /** What was written, as it is sent. */
    record Written(byte[] decision, byte[] outcome) {}

    Written write(Decision decision, String commandId, Instant now) {
        byte[] decided = switch (decision) {
            case Decision.Accepted accepted -> processor.send(Topic.REPLAY_DECIDED, accepted.key(), accepted.event());
            case Decision.Rejected rejected -> {
                byte[] rejection = processor.send(Topic.REPLAY_DECIDED, rejected.key(), rejected.event());
                ReplayAudited audit = AuditEvents.audited(rejected.event());
                processor.send(Topic.REPLAY_AUDITED, audit.getReplayId(), audit);
                yield rejection;
            }
        };
        causes(decision, now).forEach(due -> EscalationProcessor.raise(processor, due));
        return new Written(decided, processor.answer(Outcomes.of(decision, commandId, now)));
    }

    private static List<EscalationDue> causes(Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Accepted(var it) -> Causes.ofApproval(it.getRequest(), it.getBundle(), it.getFindings(), now);
            case Decision.Rejected(var it) -> Causes.ofApproval(it.getRequest(), it.getBundle(), it.getFindings(), now);
        };
    }
}
