package io.byteor.runner.kafka;

import io.byteor.runner.replay.Claim;
import io.byteor.runner.replay.ReplayLog;
import io.byteor.runner.replay.ReplayTicket;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.event.ReplayCheckpoint;
import io.byteor.schemas.kafka.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

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
        @Nullable ReplayCheckpoint own = null;
        List<LedgerEntry> elsewhere = new ArrayList<>();
        for (ReplayCheckpoint checkpoint : checkpoints.ofRoot(ticket.partition(), ticket.rootBundleId())) {
            if (checkpoint.getReplayId().equals(ticket.replayId())) {
                own = checkpoint;
            } else {
                elsewhere.addAll(checkpoint.getLedger());
                elsewhere.addAll(checkpoint.getDispatching());
            }
        }
        if (own == null) {
            throw new IllegalStateException("no checkpoint of replay " + ticket.replayId() + " is committed");
        }
        return new KafkaClaim(ticket, producer, codec, own, elsewhere);
    }

    static String transactionalId(ReplayTicket ticket) {
        return ticket.executes() ? "byteor-execute-" + ticket.rootBundleId() : "byteor-dry-run-" + ticket.replayId();
    }
}
