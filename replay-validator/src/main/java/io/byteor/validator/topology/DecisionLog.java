package io.byteor.validator.topology;

import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRejected;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.decision.Decision;
import io.byteor.validator.topology.store.StampedStore;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the owner of the start key decided of each replay, as it stands on the topic: a repeat is told the same, and a start rests on
 * it. Belongs to one task.
 */
final class DecisionLog {
    private final CommandProcessor processor;
    private final StampedStore store;

    DecisionLog(CommandProcessor processor) {
        this.processor = processor;
        this.store = processor.stamped(Names.DECISION_LOG);
    }

    Optional<Decision> get(String replayId) {
        return Optional.ofNullable(processor.decoded(Topic.REPLAY_DECIDED, SpecificRecord.class, store.get(replayId)))
                .map(DecisionLog::decision);
    }

    /** Whether the replay was accepted here, as far as is remembered. */
    boolean accepted(String replayId) {
        return get(replayId).filter(Decision.Accepted.class::isInstance).isPresent();
    }

    private static Decision decision(SpecificRecord event) {
        return switch (event) {
            case ReplayAccepted accepted -> new Decision.Accepted(accepted);
            case ReplayRejected rejected -> new Decision.Rejected(rejected);
            default -> throw new IllegalStateException(event.getClass().getName() + " is no decision");
        };
    }

    /** @param decision as it is sent */
    void put(String replayId, byte[] decision, Instant now) {
        store.put(replayId, decision, now);
    }
}
