package io.byteor.ingest.store;

import io.byteor.store.BlobStaging;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes staged blobs whose bundle never came, after a grace. For one thread. */
public final class CollectBlobs {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int LOOKS_PER_GRACE = 10;

    private final BlobStaging staging;
    private final InstantSource clock;
    private final Duration grace;
    private final Duration pause;
    private Instant next = Instant.MIN;

    public CollectBlobs(BlobStaging staging, InstantSource clock, Duration grace) {
        this.staging = staging;
        this.clock = clock;
        this.grace = grace;
        Duration share = grace.dividedBy(LOOKS_PER_GRACE);
        this.pause = share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
    }

    /**
     * Removes what is due, unless it was looked for a moment ago: each look walks through all that is staged.
     *
     * @return how many blobs
     */
    public int whenDue() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return 0;
        }
        next = now.plus(pause);
        return staging.collect(now.minus(grace));
    }
}
