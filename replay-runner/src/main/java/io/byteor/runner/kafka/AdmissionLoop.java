package io.byteor.runner.kafka;

import io.byteor.runner.dispatch.ReplayDispatcher;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The polling thread: polls, admits, and tells the dispatcher which partitions are ours. It never waits for a replay, but for
 * up to a second when partitions are taken away. Any failure of Kafka ends the session and begins a new one.
 */
final class AdmissionLoop implements Runnable {
    private static final Logger LOG = System.getLogger(AdmissionLoop.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(1);

    private final RunnerClients clients;
    private final EventCodec codec;
    private final CheckpointReader checkpoints;
    private final ReplayDispatcher dispatcher;
    private final InstantSource clock;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long polledAt;

    AdmissionLoop(
            RunnerClients clients,
            EventCodec codec,
            CheckpointReader checkpoints,
            ReplayDispatcher dispatcher,
            InstantSource clock) {
        this.clients = clients;
        this.codec = codec;
        this.checkpoints = checkpoints;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.polledAt = clock.millis();
    }

    @Override
    public void run() {
        while (!closed.get()) {
            try {
                session();
            } catch (InterruptException _) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the admission begins a new session", e);
                pause();
            }
        }
    }

    void close() {
        closed.set(true);
    }

    /** How long the thread has not polled. */
    Duration silence() {
        return Duration.ofMillis(clock.millis() - polledAt);
    }

    private void session() {
        EarlierAdmissions earlier = new EarlierAdmissions(checkpoints);
        try (Admission admission = new Admission(clients, codec, earlier, clock);
                Consumer<byte[], byte[]> consumer = clients.groupConsumer()) {
            consumer.subscribe(List.of(Topic.REPLAY_DECIDED.topicName()), new Owning(consumer, earlier));
            while (!closed.get()) {
                ConsumerRecords<byte[], byte[]> decided = consumer.poll(POLL);
                polledAt = clock.millis();
                if (!decided.isEmpty()) {
                    admission.admit(decided, consumer.groupMetadata()).forEach(dispatcher::submit);
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException _) {
            closed.set(true);
        }
    }

    /** What it means that partitions come and go. */
    private final class Owning implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;
        private final EarlierAdmissions earlier;

        Owning(Consumer<byte[], byte[]> consumer, EarlierAdmissions earlier) {
            this.consumer = consumer;
            this.earlier = earlier;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.endOffsets(partitions).forEach((partition, end) -> earlier.assigned(partition.partition(), end));
            partitions.forEach(partition -> dispatcher.assigned(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                dispatcher.revoked(
                        partitions.stream().map(TopicPartition::partition).toList(), REST);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }
    }
}
