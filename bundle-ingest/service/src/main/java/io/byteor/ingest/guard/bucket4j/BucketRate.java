package io.byteor.ingest.guard.bucket4j;

import io.byteor.ingest.guard.AgentMemory;
import io.byteor.ingest.guard.RequestRate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** A bucket for each agent: a minute's requests may come at once, and come back evenly. */
public final class BucketRate implements RequestRate {
    private final AgentMemory<Bucket> buckets;

    public BucketRate(long requestsPerMinute) {
        this.buckets = new AgentMemory<>(
                AgentMemory.AGENTS,
                () -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requestsPerMinute)
                                .refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
                        .build());
    }

    @Override
    public Taken take(String agent) {
        ConsumptionProbe probe = buckets.of(agent).tryConsumeAndReturnRemaining(1);
        return new Taken(probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
