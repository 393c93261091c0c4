package io.byteor.ingest.kafka;

import io.byteor.ingest.capture.CaptureBundles;
import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Connects to broker and registry, however long that takes, then announces what a crash or an outage left unannounced, at once
 * and every interval. Runs on a thread of its own until that is interrupted.
 */
public final class AnnouncementLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(AnnouncementLoop.class);

    private final BrokerConnection broker;
    private final CaptureBundles bundles;
    private final Duration interval;

    public AnnouncementLoop(BrokerConnection broker, CaptureBundles bundles, Duration interval) {
        this.broker = broker;
        this.bundles = bundles;
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

    private void round() {
        try {
            broker.connect();
            int announced = bundles.announceRemaining();
            if (announced > 0) {
                LOG.infof("announced %d bundles that had been stored and not announced", announced);
            }
        } catch (InterruptException e) {
            LOG.debug("stopped while connecting", e);
        } catch (ByteorException e) {
            LOG.warnf("cannot announce yet, next try in %s: %s %s", interval, e.code(), e.detail());
        } catch (KafkaException | IllegalStateException | IOException e) {
            LOG.errorf(e, "cannot announce yet, next try in %s", interval);
        }
    }
}
