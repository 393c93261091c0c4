package io.byteor.runner.kafka;

import io.byteor.runner.ledger.AppliedElsewhere;
import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ReplayLog;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.kafka.EventCodec;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.producer.Producer;

/**
 * Claims by fencing: {@code initTransactions} under the replay's transactional id ends what the former holder had open and shuts
 * it out; only then is the checkpoint partition read. Executes of one root bundle share an id, so they fence one another.
 */
final class KafkaReplayLog implements ReplayLog {
    private final RunnerClients clients;
    private final CheckpointReader checkpoints;
    private final EventCodec codec;

    KafkaReplayLog(RunnerClients clients, CheckpointReader checkpoints, EventCodec codec) {
        this.clients = clients;
        this.checkpoints = checkpoints;
        this.codec = codec;
    }

    @Override
    public Claim claim(ReplayTicket ticket) {
        return KafkaFailures.call("taking the replay over", () -> {
            Producer<byte[], byte[]> producer = clients.transactional(ticket.replayId(), transactionalId(ticket));
            try {
                producer.initTransactions();
                return claim(ticket, producer);
            } catch (RuntimeException e) {
                // close() must not meet the interrupt that brought us here.
                boolean interrupted = Thread.interrupted();
                producer.close(Duration.ZERO);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw e;
            }
        });
    }

    private Claim claim(ReplayTicket ticket, Producer<byte[], byte[]> producer) {
        Collection<ReplayCheckpoint> all = checkpoints.ofRoot(ticket.partition(), ticket.rootBundleId());
        ReplayCheckpoint own = all.stream()
                .filter(checkpoint -> checkpoint.getReplayId().equals(ticket.replayId()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("no checkpoint of replay " + ticket.replayId() + " is committed"));
        return new KafkaClaim(ticket, producer, codec, own, AppliedElsewhere.of(own, all));
    }

    static String transactionalId(ReplayTicket ticket) {
        return ticket.executes() ? "byteor-execute-" + ticket.rootBundleId() : "byteor-dry-run-" + ticket.replayId();
    }
}
