package io.byteor.runner.kafka;

import io.byteor.runner.control.Wish;
import io.byteor.runner.control.WishBoard;
import io.byteor.schemas.audit.AuditEvents;
import io.byteor.schemas.event.ReplayControl;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads what is wanted of replays onto the board: everything that stands when it opens, so that no replay is driven against it,
 * and then as it comes. Belongs to no group: every runner reads all partitions, whichever replays it will own. What does not
 * decode changes nothing; the validator's patrol puts it aside.
 */
final class ControlTail implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ControlTail.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(
                    0, Topic.REPLAY_CONTROL.group().partitions())
            .mapToObj(partition -> new TopicPartition(Topic.REPLAY_CONTROL.topicName(), partition))
            .toList();

    private final Consumer<byte[], byte[]> consumer;
    private final EventCodec codec;
    private final WishBoard board;
    private final Thread thread = Thread.ofPlatform().name("control-tail").unstarted(this::follow);
    private volatile boolean closed;

    private ControlTail(Consumer<byte[], byte[]> consumer, EventCodec codec, WishBoard board) {
        this.consumer = consumer;
        this.codec = codec;
        this.board = board;
    }

    /**
     * Reads all that stands.
     *
     * @throws KafkaException if it cannot be read now
     */
    static ControlTail open(RunnerClients clients, EventCodec codec, WishBoard board) {
        ControlTail tail = new ControlTail(clients.reader("control"), codec, board);
        try {
            tail.catchUp();
            return tail;
        } catch (RuntimeException e) {
            tail.consumer.close();
            throw e;
        }
    }

    /** Follows from there on, on a thread of its own. */
    void start() {
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
        consumer.assign(PARTITIONS);
        consumer.seekToBeginning(PARTITIONS);
        Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - until > 0) {
                throw new TimeoutException("what is wanted of replays could not be read in time");
            }
            consumer.poll(POLL).forEach(this::post);
        }
    }

    private void follow() {
        try (consumer) {
            while (!closed) {
                try {
                    consumer.poll(POLL).forEach(this::post);
                } catch (InterruptException _) {
                    return;
                } catch (RuntimeException e) {
                    if (!closed) {
                        // Also for a fault of ours: without this thread nobody could stop a replay of a runner that
                        // looks well.
                        LOG.log(Level.WARNING, "what is wanted of replays is read anew", e);
                        consumer.seekToBeginning(PARTITIONS);
                        rest();
                    }
                }
            }
        }
    }

    private void post(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String replayId = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            board.post(replayId, Wish.RUN);
        } else if (codec.decode(Topic.REPLAY_CONTROL, record.value()) instanceof Decoded.Event(ReplayControl control)) {
            board.post(replayId, wish(control));
        }
    }

    private static Wish wish(ReplayControl control) {
        String reason = AuditEvents.text(control.getBy()) + ": " + control.getReason();
        return switch (control.getWanted()) {
            case "paused" -> new Wish.Pause("paused by " + reason);
            case "cancelled" -> new Wish.Cancel("cancelled by " + reason);
            default -> Wish.RUN;
        };
    }

    private void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException _) {
            closed = true;
        }
    }
}
