package io.byteor.runner.kafka;

import io.byteor.runner.progress.ProgressFeed;
import io.byteor.schemas.event.ReplayProgressed;
import io.byteor.schemas.kafka.EventCodec;
import io.byteor.schemas.topic.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells progress each second, on a thread of its own that alone waits where the broker does not answer. */
final class ProgressTeller implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ProgressTeller.class.getName());
    private static final int PATIENCE_MS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final EventCodec codec;
    private final ProgressFeed feed = new ProgressFeed(this::send);
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("progress").factory());

    ProgressTeller(RunnerClients clients, EventCodec codec) {
        this.codec = codec;
        Map<String, Object> config = clients.settings().rawProducer("byteor-runner-" + clients.runner() + "-progress");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        this.producer = new KafkaProducer<>(config);
    }

    ProgressFeed feed() {
        return feed;
    }

    /** @param here whether a replay is this runner's */
    void start(Predicate<String> here, InstantSource clock) {
        var _ = clockwork.scheduleAtFixedRate(() -> tell(here, clock), 1, 1, TimeUnit.SECONDS);
    }

    private void tell(Predicate<String> here, InstantSource clock) {
        try {
            feed.tell(here, clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (RuntimeException e) {
            // Else nothing would be told any more; what could not be told is, a second later.
            LOG.log(Level.WARNING, "progress cannot be told now", e);
        }
    }

    private void send(ReplayProgressed progress) {
        byte[] key = progress.getReplayId().getBytes(StandardCharsets.UTF_8);
        var _ = producer.send(new ProducerRecord<>(
                Topic.REPLAY_PROGRESS.topicName(), key, codec.encode(Topic.REPLAY_PROGRESS, progress)));
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}
