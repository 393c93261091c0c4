package io.byteor.ingest.kafka;

import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Announces what a crash or an outage left unannounced, and does the other chores, at once and every interval. Runs on a thread
 * of its own until that is interrupted, whatever a chore throws.
 */
public final class AnnouncementLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(AnnouncementLoop.class);

    private final List<Chore> chores;
    private final Duration interval;

    /** @param chores of each round, in this order */
    public AnnouncementLoop(List<Chore> chores, Duration interval) {
        this.chores = List.copyOf(chores);
        this.interval = interval;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                chores.forEach(AnnouncementLoop::attempt);
                Thread.sleep(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done in each round. */
    @FunctionalInterface
    public interface Chore {
        void run() throws IOException;
    }

    /** What fails is tried again in the next round, and holds up nothing else in this one. */
    private static void attempt(Chore chore) {
        try {
            chore.run();
        } catch (InterruptException e) {
            LOG.debug("stopped while connecting", e);
        } catch (ByteorException e) {
            LOG.warnf("not done in this round, tried again in the next: %s %s", e.code(), e.detail());
        } catch (RuntimeException | IOException e) {
            // Also for a fault of ours: were the thread gone, nothing would be announced by a process that looks well.
            LOG.error("not done in this round, tried again in the next", e);
        }
    }
}
