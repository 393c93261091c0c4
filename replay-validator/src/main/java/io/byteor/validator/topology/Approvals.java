package io.byteor.validator.topology;

import io.byteor.schemas.event.ApprovalState;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.approval.Approval;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The approvals of one task: every change is kept and told as a fact. */
final class Approvals {
    private final CommandProcessor processor;
    private final KeyValueStore<String, byte[]> store;

    Approvals(CommandProcessor processor) {
        this.processor = processor;
        this.store = processor.store(Names.APPROVAL_STATES);
    }

    /** The approval as the clock leaves it; that it has expired is told once. */
    Optional<ApprovalState> at(String approvalId, Instant now) {
        ApprovalState kept = processor.decoded(Topic.APPROVAL_STATE, ApprovalState.class, store.get(approvalId));
        if (kept == null) {
            return Optional.empty();
        }
        ApprovalState state = Approval.at(kept, now);
        if (state.getRevision() != kept.getRevision()) {
            put(state);
        }
        return Optional.of(state);
    }

    void put(ApprovalState state) {
        store.put(state.getApprovalId(), processor.send(Topic.APPROVAL_STATE, state.getApprovalId(), state));
    }
}
