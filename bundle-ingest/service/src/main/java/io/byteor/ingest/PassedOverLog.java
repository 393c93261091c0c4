package io.byteor.ingest;

import io.byteor.ingest.capture.PassedOver;
import io.byteor.schemas.digest.Digest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Writes a line for each bundle that was passed over, and counts. */
@Singleton
final class PassedOverLog implements PassedOver {
    private static final Logger LOG = Logger.getLogger(PassedOverLog.class);

    private final Counter count;

    PassedOverLog(MeterRegistry registry) {
        this.count = Counter.builder("byteor.bundles.passed.over")
                .description(
                        "Times that a stored bundle could not be recalled, announced or retired, and was passed over")
                .register(registry);
    }

    @Override
    public void bundle(Digest bundleId, Exception why) {
        count.increment();
        LOG.errorf(why, "passed over the bundle %s", bundleId);
    }
}
