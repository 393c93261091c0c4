package io.byteor.schemas.kafka;

import io.byteor.schemas.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of a compacted topic: everything that stands when it opens, so that nothing is done against it, and then each
 * change as it comes. Belongs to no group: whoever opens one reads all partitions. What does not decode changes nothing; the
 * validator's patrol puts it aside.
 */
public final class FactTail implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FactTail.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final EventCodec codec;
    private final Topic topic;
    private final Reader reader;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean closed;

    private FactTail(Consumer<byte[], byte[]> consumer, EventCodec codec, Topic topic, Reader reader) {
        this.consumer = consumer;
        this.codec = codec;
        this.topic = topic;
        this.reader = reader;
        this.partitions = IntStream.range(0, topic.group().partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
        this.thread = Thread.ofPlatform().name(topic.topicName() + "-tail").unstarted(this::follow);
    }

    /** Is told of facts: those of one key in their order, each at least once, on one thread at a time. */
    @FunctionalInterface
    public interface Reader {
        /** @param fact null where the key has none any more */
        void read(String key, @Nullable SpecificRecord fact);
    }

    /**
     * Reads all that stands.
     *
     * @param consumer of bytes, that reads committed records only and belongs to no group; it is closed with the tail, or here if
     *     that fails
     * @throws KafkaException if it cannot be read now
     */
    public static FactTail open(Consumer<byte[], byte[]> consumer, EventCodec codec, Topic topic, Reader reader) {
        FactTail tail = new FactTail(consumer, codec, topic, reader);
        try {
            tail.catchUp();
            return tail;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Follows from there on, on a thread of its own. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        if (!thread.isAlive()) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp() {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - until > 0) {
                throw new TimeoutException("what stands on " + topic.topicName() + " could not be read in time");
            }
            consumer.poll(POLL).forEach(this::tell);
        }
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                try {
                    consumer.poll(POLL).forEach(this::tell);
                } catch (InterruptException _) {
                    return;
                } catch (RuntimeException e) {
                    if (!closed) {
                        // Also for a fault of ours: without this thread nobody would notice that facts change.
                        LOG.log(Level.WARNING, topic.topicName() + " is read anew", e);
                        consumer.seekToBeginning(partitions);
                        rest();
                    }
                }
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            reader.read(key, null);
        } else if (codec.decode(topic, record.value()) instanceof Decoded.Event(SpecificRecord fact)) {
            reader.read(key, fact);
        }
    }

    private void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException _) {
            closed = true;
        }
    }
}
