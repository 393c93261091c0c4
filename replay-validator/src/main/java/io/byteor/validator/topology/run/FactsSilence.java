package io.byteor.validator.topology.run;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * How long an instance has not looked for new facts: since when the consumer behind the global stores has not polled. The thread
 * that polls also stores what comes, so that this grows as well while it is kept from storing. In whole seconds, rounded down.
 * Thread-safe.
 */
final class FactsSilence implements Supplier<Duration> {
    private static final String GROUP = "consumer-metrics";
    private static final String POLLED = "last-poll-seconds-ago";
    private static final String GLOBAL = "-global-consumer";
    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Metric polled;

    /** From now on that of these. */
    void of(KafkaStreams built) {
        streams = built;
    }

    @Override
    public Duration get() {
        Metric metric = polled();
        // Negative before the first poll.
        return metric != null && metric.metricValue() instanceof Number seconds && seconds.longValue() >= 0
                ? Duration.ofSeconds(seconds.longValue())
                : EVER;
    }

    private @Nullable Metric polled() {
        KafkaStreams running = streams;
        if (polled == null && running != null) {
            polled = running.metrics().values().stream()
                    .filter(FactsSilence::isPolled)
                    .findFirst()
                    .orElse(null);
        }
        return polled;
    }

    private static boolean isPolled(Metric metric) {
        return metric.metricName().group().equals(GROUP)
                && metric.metricName().name().equals(POLLED)
                && metric.metricName().tags().getOrDefault("client-id", "").endsWith(GLOBAL);
    }
}
