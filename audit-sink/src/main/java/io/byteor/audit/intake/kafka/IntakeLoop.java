package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.FencedException;
import io.byteor.audit.intake.RefusedException;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One consumer's life: poll, decode, check, hash, while a {@link Carrier} takes what was prepared before. When the store is behind,
 * the loop fetches no more until it has caught up. The store's offsets are the only ones that count; after anything went wrong the
 * loop holds its partitions still, keeps its place in the group, and goes on from where the store says as soon as the store answers.
 */
final class IntakeLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(IntakeLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** How a loop fares. */
    enum State {
        STARTING,
        TAKING,
        WAITING,
        ENDED
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Topic> topics;
    private final EventCodec codec;
    private final AuditStore store;
    private final Sifter sifter;
    private final IntakeMetrics metrics;
    private final Limits limits;
    private final Backlog backlog;
    private final Thread carrier;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile State state = State.STARTING;
    private volatile boolean stopped;
    private boolean astray;
    private boolean holding;

    /**
     * What a loop keeps to.
     *
     * @param records of a transaction, about
     * @param bytes of a transaction's records as they were read, about
     * @param retryPause before store or broker are tried again
     */
    record Limits(int records, long bytes, Duration retryPause) {}

    IntakeLoop(
            Consumer<byte[], byte[]> consumer,
            Set<Topic> topics,
            EventCodec codec,
            AuditStore store,
            DeadLetters deadLetters,
            IntakeMetrics metrics,
            Limits limits) {
        this.consumer = consumer;
        this.topics = topics.stream().collect(Collectors.toUnmodifiableMap(Topic::topicName, topic -> topic));
        this.codec = codec;
        this.store = store;
        this.sifter = new Sifter(codec, store, deadLetters, metrics);
        this.metrics = metrics;
        this.limits = limits;
        this.backlog = new Backlog(limits.records(), limits.bytes());
        this.carrier = Thread.ofPlatform()
                .name("carrier")
                .daemon()
                .unstarted(new Carrier(backlog, store, deadLetters, metrics));
    }

    State state() {
        return state;
    }

    /** What keeps it from taking records until somebody does something; empty where nothing does. May be asked by any thread. */
    Optional<ByteorException> fault() {
        return backlog.standing().filter(ByteorException.class::isInstance).map(ByteorException.class::cast);
    }

    /** Has the loop end after the batch at hand; may be called by any thread. */
    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        carrier.start();
        try (consumer) {
            consumer.subscribe(topics.keySet(), new Assignment());
            while (!stopped) {
                if (!carrier.isAlive()) {
                    throw new IllegalStateException("nobody carries what is prepared into the store any more");
                }
                step();
            }
        } catch (WakeupException | InterruptException e) {
            if (!stopped) {
                throw e;
            }
        } finally {
            endCarrier();
            state = State.ENDED;
        }
    }

    /** What is under way may come to its end; what waits is taken after the next start. */
    private void endCarrier() {
        backlog.close();
        try {
            carrier.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        try {
            if (astray && !foundTheWay()) {
                return;
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(holding ? SHORT : POLL);
            backlog.failure().ifPresent(failure -> {
                throw failure;
            });
            if (!astray) {
                prepare(records);
                holdBack();
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (FencedException e) {
            metrics.fenced();
            LOG.warnf("fenced: %s", e.getMessage());
            goAstray();
        } catch (ByteorException e) {
            metrics.failed();
            LOG.errorf("%s: %s", e.code(), e.detail());
            goAstray();
        } catch (RefusedException e) {
            metrics.failed();
            LOG.errorf("what is prepared will be taken by halves: %s", e.getMessage());
            sifter.expect(positions);
            goAstray();
        } catch (RuntimeException e) {
            // Nothing of the batch was taken, or the store knows: it is asked before anything else is done.
            metrics.failed();
            LOG.warnf(e, "the batch will be tried again: %s", e.getMessage());
            goAstray();
        }
    }

    private void prepare(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            Topic topic = topic(partition);
            List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
            long from = positions.getOrDefault(partition, 0L);
            if (sifter.expects(partition, from)) {
                sifter.take(topic, partition.partition(), from, own);
            } else {
                backlog.add(Sorting.of(codec, topic, partition.partition(), from, own));
            }
            positions.put(partition, own.getLast().offset() + 1);
        }
    }

    private void holdBack() {
        boolean full = backlog.full();
        if (full && !holding) {
            metrics.heldBack();
            consumer.pause(consumer.assignment());
        } else if (!full && holding) {
            consumer.resume(consumer.paused());
        }
        holding = full;
    }

    private void goAstray() {
        astray = true;
        state = State.WAITING;
        consumer.pause(consumer.assignment());
        // Keeps the place in the group; what is held still yields nothing.
        consumer.poll(limits.retryPause());
    }

    /** Whether it goes on from the store's offsets, which have to be awaited while a batch is under way. */
    private boolean foundTheWay() {
        if (!backlog.clear()) {
            consumer.poll(SHORT);
            return false;
        }
        Map<TopicPartition, Long> found = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            found.put(partition, store.next(topic(partition), partition.partition()));
        }
        Map<TopicPartition, Long> earliest = consumer.beginningOffsets(found.keySet());
        found.forEach((partition, next) -> {
            long first = earliest.getOrDefault(partition, 0L);
            if (next > 0 && next < first) {
                LOG.errorf("%s: records %d to %d were deleted before they were taken", partition, next, first - 1);
            }
            consumer.seek(partition, Math.max(next, first));
        });
        positions.clear();
        positions.putAll(found);
        consumer.resume(found.keySet());
        holding = false;
        astray = false;
        state = State.TAKING;
        return true;
    }

    private Topic topic(TopicPartition partition) {
        Topic topic = topics.get(partition.topic());
        if (topic == null) {
            throw new IllegalStateException("not subscribed to " + partition.topic());
        }
        return topic;
    }

    /** Whatever the group changes, the store is asked before the next batch. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            astray = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            astray = true;
        }
    }
}
