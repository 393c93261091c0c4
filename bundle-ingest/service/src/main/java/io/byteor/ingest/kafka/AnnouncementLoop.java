package io.byteor.ingest.kafka;

import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Connects to broker and registry, however long that takes, then announces what a crash or an outage left unannounced, and
 * does the chores, at once and every interval. Runs on a thread of its own until that is interrupted.
 */
public final class AnnouncementLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(AnnouncementLoop.class);

    private final BrokerConnection broker;
    private final CaptureBundles bundles;
    private final List<Chore> chores;
    private final Duration interval;

    public AnnouncementLoop(BrokerConnection broker, CaptureBundles bundles, List<Chore> chores, Duration interval) {
        this.broker = broker;
        this.bundles = bundles;
        this.chores = List.copyOf(chores);
        this.interval = interval;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                round();
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done in each round besides. */
    @FunctionalInterface
    public interface Chore {
        void run() throws IOException;
    }

    private void round() {
        attempt(this::announce);
        chores.forEach(AnnouncementLoop::attempt);
    }

    private void announce() throws IOException {
        broker.connect();
        int announced = bundles.announceRemaining();
        if (announced > 0) {
            LOG.infof("announced %d bundles that had been stored and not announced", announced);
        }
    }

    /** What fails is tried again in the next round, and holds up nothing else in this one. */
    private static void attempt(Chore chore) {
        try {
            chore.run();
        } catch (InterruptException e) {
            LOG.debug("stopped while connecting", e);
        } catch (ByteorException e) {
            LOG.warnf("not done in this round, tried again in the next: %s %s", e.code(), e.detail());
        } catch (KafkaException | IllegalStateException | IOException e) {
            LOG.error("not done in this round, tried again in the next", e);
        }
    }
}
