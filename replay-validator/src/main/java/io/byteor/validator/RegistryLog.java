package io.byteor.validator;

import io.byteor.schemas.kafka.RegistryListener;
import java.time.Duration;

/** Tells the log how the schema registry fares. */
final class RegistryLog implements RegistryListener {
    private static final System.Logger LOG = System.getLogger(RegistryLog.class.getName());

    @Override
    public void unreachable(String purpose, int attempt, RuntimeException cause) {
        LOG.log(
                System.Logger.Level.WARNING,
                "the schema registry cannot be asked for " + purpose + ", attempt " + attempt + ": "
                        + cause.getMessage());
    }

    @Override
    public void reachableAgain(Duration outage) {
        LOG.log(System.Logger.Level.INFO, "the schema registry answers again after " + outage);
    }
}
