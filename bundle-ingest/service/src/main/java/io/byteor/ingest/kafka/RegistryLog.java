package io.byteor.ingest.kafka;

import io.byteor.schemas.kafka.RegistryListener;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Writes a line when the registry goes away and when it is back. */
public final class RegistryLog implements RegistryListener {
    private static final Logger LOG = Logger.getLogger(RegistryLog.class);

    @Override
    public void unreachable(String purpose, int attempt, RuntimeException cause) {
        LOG.warnf("schema registry cannot be asked for %s, attempt %d: %s", purpose, attempt, cause.getMessage());
    }

    @Override
    public void reachableAgain(Duration outage) {
        LOG.infof("schema registry answers again after %s", outage);
    }
}
