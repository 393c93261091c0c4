package io.byteor.runner.kafka;

import io.byteor.runner.dispatch.Backlog;
import io.byteor.runner.replay.ReplayTicket;
import java.util.List;

/** The unfinished checkpoints of a partition. */
final class KafkaBacklog implements Backlog {
    private final CheckpointReader checkpoints;
    private final DeadLetters deadLetters;

    KafkaBacklog(CheckpointReader checkpoints, DeadLetters deadLetters) {
        this.checkpoints = checkpoints;
        this.deadLetters = deadLetters;
    }

    @Override
    public List<ReplayTicket> unfinished(int partition) {
        return KafkaFailures.call(
                "reading the backlog",
                () -> checkpoints.unfinished(partition, deadLetters::send).stream()
                        .map(checkpoint -> ReplayTicket.of(checkpoint.getAccepted(), partition))
                        .toList());
    }
}
