package io.byteor.audit.checkpoint.kafka;

import io.byteor.audit.checkpoint.CheckpointOutbox;
import io.byteor.audit.checkpoint.Checkpointing;
import io.byteor.audit.checkpoint.SignedCheckpoint;
import io.byteor.audit.checkpoint.StoreKeys;
import io.byteor.audit.config.AuditConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Has a checkpoint made at each interval when the logs have grown, and publishes those that do not stand on their topic yet. A
 * checkpoint stands there at least once. What fails is tried again at the next interval, and counted.
 */
@ApplicationScoped
public class CheckpointPublisher {
    private static final Logger LOG = Logger.getLogger(CheckpointPublisher.class);
    private static final Duration STOP = Duration.ofSeconds(10);
    /** From the start until what an earlier run left is published. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int AT_A_TIME = 100;

    private final Checkpointing checkpointing;
    private final CheckpointOutbox outbox;
    private final CheckpointTopic topic;
    private final StoreKeys keys;
    private final Duration interval;
    private final Counter failed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checkpoints").daemon().factory());

    CheckpointPublisher(
            Checkpointing checkpointing,
            CheckpointOutbox outbox,
            CheckpointTopic topic,
            StoreKeys keys,
            AuditConfig config,
            MeterRegistry meters) {
        this.checkpointing = checkpointing;
        this.outbox = outbox;
        this.topic = topic;
        this.keys = keys;
        this.interval = config.checkpointInterval();
        this.failed = Counter.builder("byteor.audit.checkpoints.failed")
                .description("Intervals at which no checkpoint could be made or published")
                .register(meters);
    }

    /** A run that ended between storing a checkpoint and publishing it left that to this one, be it that this one signs none. */
    void start(@Observes StartupEvent event) {
        var _ = timer.schedule(() -> attempt(this::publishStored), SOON.toMillis(), TimeUnit.MILLISECONDS);
        if (keys.signing().isPresent()) {
            var _ = timer.scheduleWithFixedDelay(
                    this::tick, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            LOG.warn("byteor.audit.signing-key is not set: no checkpoints are signed and no receipts given");
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        timer.shutdownNow();
        if (!timer.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a checkpoint was still being published; it will be again after the next start");
        }
    }

    /** What is done at each interval. */
    public void tick() {
        attempt(this::signAndPublish);
    }

    /** @param work says whether all of it could be done */
    private void attempt(BooleanSupplier work) {
        try {
            if (!work.getAsBoolean()) {
                failed.increment();
            }
        } catch (RuntimeException e) {
            failed.increment();
            LOG.errorf(e, "no checkpoint: %s", e.getMessage());
        }
    }

    private boolean signAndPublish() {
        // First of all: where no next one can be made, those that were still go out.
        boolean all = publishStored();
        boolean more = true;
        while (more) {
            Checkpointing.Step step = checkpointing.step();
            all &= publishStored();
            step.newest().ifPresent(this::publishAsMade);
            more = step.more();
        }
        return all;
    }

    /** Whether all that are stored behind the last one on the topic were fit to go there. */
    private boolean publishStored() {
        boolean all = true;
        long behind = topic.last();
        for (List<CheckpointOutbox.Stored> page = outbox.behind(behind, AT_A_TIME);
                !page.isEmpty();
                page = outbox.behind(behind, AT_A_TIME)) {
            List<SignedCheckpoint> fit = page.stream()
                    .flatMap(it -> it.signed().stream())
                    .filter(this::known)
                    .toList();
            fit.forEach(topic::publish);
            long last = page.getLast().sequence();
            if (fit.size() < page.size()) {
                LOG.errorf(
                        "%d of the checkpoints %d to %d are signed by no known key and are not published; verify says more",
                        page.size() - fit.size(), page.getFirst().sequence(), last);
                all = false;
            }
            // The topic is asked anew, since another instance may be at the same ones.
            behind = Math.max(last, topic.last());
        }
        return all;
    }

    /** What the database gave back may be something else than what was signed, or nothing. */
    private void publishAsMade(SignedCheckpoint newest) {
        if (known(newest) && newest.checkpoint().sequence() > topic.last()) {
            topic.publish(newest);
        }
    }

    private boolean known(SignedCheckpoint checkpoint) {
        return keys.check(checkpoint.envelope()) == StoreKeys.Signed.KNOWN;
    }
}
