package io.byteor.schemas.kafka;

import java.time.Duration;

/** Hears how the registry fares. Called on the thread that waits; must not block. */
public interface RegistryListener {
    /** Nobody listens. */
    RegistryListener NONE = new RegistryListener() {
        @Override
        public void unreachable(String purpose, int attempt, RuntimeException cause) {}

        @Override
        public void reachableAgain(Duration outage) {}
    };

    /**
     * A call did not get through and will be tried again.
     *
     * @param purpose what was asked, for people
     * @param attempt counts from 1
     */
    void unreachable(String purpose, int attempt, RuntimeException cause);

    /** The call got through in the end. */
    void reachableAgain(Duration outage);
}
