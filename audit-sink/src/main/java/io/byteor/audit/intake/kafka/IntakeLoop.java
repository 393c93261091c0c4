package io.byteor.audit.intake.kafka;

import io.byteor.audit.intake.AuditStore;
import io.byteor.audit.intake.FencedException;
import io.byteor.audit.intake.Slice;
import io.byteor.audit.intake.kafka.DeadLetters.Unfit;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One consumer's life: poll, sort, send the unfit to the dead letter, take the rest in one transaction. The store's offsets are
 * the only ones that count; after anything went wrong the loop holds its partitions still, keeps its place in the group, and
 * goes on from where the store says as soon as the store answers.
 */
final class IntakeLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(IntakeLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);

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
    private final DeadLetters deadLetters;
    private final IntakeMetrics metrics;
    private final Duration retryPause;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile State state = State.STARTING;
    private volatile boolean stopped;
    private boolean astray;

    IntakeLoop(
            Consumer<byte[], byte[]> consumer,
            Set<Topic> topics,
            EventCodec codec,
            AuditStore store,
            DeadLetters deadLetters,
            IntakeMetrics metrics,
            Duration retryPause) {
        this.consumer = consumer;
        this.topics = topics.stream().collect(Collectors.toUnmodifiableMap(Topic::topicName, topic -> topic));
        this.codec = codec;
        this.store = store;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.retryPause = retryPause;
    }

    State state() {
        return state;
    }

    /** Has the loop end after the batch at hand; may be called by any thread. */
    void stop() {
        stopped = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(topics.keySet(), new Assignment());
            while (!stopped) {
                step();
            }
        } catch (WakeupException | InterruptException e) {
            if (!stopped) {
                throw e;
            }
        } finally {
            state = State.ENDED;
        }
    }

    private void step() {
        try {
            if (astray) {
                findTheWay();
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty() && !astray) {
                take(records);
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (FencedException e) {
            metrics.fenced();
            LOG.warnf("fenced: %s", e.getMessage());
            goAstray();
        } catch (RuntimeException e) {
            // Nothing of the batch was taken, or the store knows: it is asked before anything else is done.
            metrics.failed();
            LOG.warnf(e, "the batch will be tried again: %s", e.getMessage());
            goAstray();
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        List<Slice> batch = new ArrayList<>();
        List<Unfit> unfit = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            Topic topic = topic(partition);
            long from = positions.getOrDefault(partition, 0L);
            Sorting sorting = Sorting.of(codec, topic, partition.partition(), from, records.records(partition));
            batch.add(sorting.slice());
            unfit.addAll(sorting.unfit());
        }
        deadLetters.send(unfit);
        metrics.timed(() -> store.take(batch));
        for (Slice slice : batch) {
            positions.put(new TopicPartition(slice.topic().topicName(), slice.partition()), slice.next());
            metrics.taken(slice.topic(), slice.entries().size());
        }
        unfit.forEach(letter -> metrics.deadLetter(topic(letter), letter.code()));
    }

    private void goAstray() {
        astray = true;
        state = State.WAITING;
        consumer.pause(consumer.assignment());
        // Keeps the place in the group; what is held still yields nothing.
        consumer.poll(retryPause);
    }

    private void findTheWay() {
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
        astray = false;
        state = State.TAKING;
    }

    private Topic topic(TopicPartition partition) {
        Topic topic = topics.get(partition.topic());
        if (topic == null) {
            throw new IllegalStateException("not subscribed to " + partition.topic());
        }
        return topic;
    }

    private Topic topic(Unfit letter) {
        return topic(new TopicPartition(letter.origin().topic(), letter.origin().partition()));
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
