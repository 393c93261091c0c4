package io.byteor.validator.topology;

import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.CommandOutcome;
import io.byteor.schemas.event.ReplayAudited;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.decision.Outcomes;
import java.time.Instant;

/** Writes a decision: the fact, the audit of a request that ends here, and the outcome, in one transaction. */
final class DecisionWriter {
    private final CommandProcessor processor;

    DecisionWriter(CommandProcessor processor) {
        this.processor = processor;
    }

    /** Answers the outcome that was sent. */
    CommandOutcome write(Decision decision, String commandId, Instant now) {
        switch (decision) {
            case Decision.Accepted accepted -> processor.send(Topic.REPLAY_DECIDED, accepted.key(), accepted.event());
            case Decision.Rejected rejected -> {
                processor.send(Topic.REPLAY_DECIDED, rejected.key(), rejected.event());
                ReplayAudited audit = AuditEvents.audited(rejected.event());
                processor.send(Topic.REPLAY_AUDITED, audit.getReplayId(), audit);
            }
        }
        CommandOutcome outcome = Outcomes.of(decision, commandId, now);
        processor.answer(outcome);
        return outcome;
    }
}
