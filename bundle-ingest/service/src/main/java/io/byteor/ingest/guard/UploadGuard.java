package io.byteor.ingest.guard;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets agents send, each within its rate, its quota and its number of uploads at once, and all within one number. Thread-safe. */
public final class UploadGuard {
    private static final String AGENT = "agent";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Allowance allowance;
    private final Quarantine quarantine;
    private final RequestRate rate;
    private final ByteQuota quota;
    private final IdleWatch watch;
    private final AgentMemory<AtomicInteger> underWay = new AgentMemory<>(AgentMemory.AGENTS, AtomicInteger::new);
    private final Semaphore turns;
    private final SharedMemory memory;

    public UploadGuard(Allowance allowance, Quarantine quarantine, RequestRate rate, ByteQuota quota, IdleWatch watch) {
        this.allowance = allowance;
        this.quarantine = quarantine;
        this.rate = rate;
        this.quota = quota;
        this.watch = watch;
        this.turns = new Semaphore(allowance.uploadsOfAll());
        this.memory = new SharedMemory(allowance.memoryBytes());
    }

    /**
     * What one agent may do, and all of them together.
     *
     * @param requestsPerMinute that send something
     * @param uploads at once
     * @param uploadsOfAll at once, of all agents
     * @param bodyBytes of one request
     * @param memoryBytes that documents and manifests of all requests take at the same time, but for a little of each request
     */
    public record Allowance(long requestsPerMinute, int uploads, int uploadsOfAll, long bodyBytes, long memoryBytes) {}

    /**
     * Lets a request in that sends something, until its passage is closed.
     *
     * @param announcedBytes of its body; negative where nothing is announced
     * @throws ThrottledException RATE_LIMITED or QUOTA_EXCEEDED
     * @throws ByteorException AGENT_QUARANTINED, BODY_TOO_LARGE or UPLOADS_BUSY, which is nobody's fault
     */
    public Passage admit(String agent, long announcedBytes) {
        quarantine.requireFree(agent);
        if (announcedBytes > allowance.bodyBytes()) {
            throw GuardedBody.tooLarge(allowance.bodyBytes(), Long.toString(announcedBytes));
        }
        RequestRate.Taken taken = rate.take(agent);
        if (!taken.granted()) {
            throw throttled(
                    ErrorCode.RATE_LIMITED,
                    "at most %d requests a minute".formatted(allowance.requestsPerMinute()),
                    agent,
                    taken.pause(),
                    "requests",
                    "q=%d;w=60".formatted(allowance.requestsPerMinute()));
        }
        requireQuota(agent, Math.max(1, announcedBytes));
        AtomicInteger uploads = underWay.of(agent);
        if (uploads.incrementAndGet() > allowance.uploads()) {
            uploads.decrementAndGet();
            throw throttled(
                    ErrorCode.RATE_LIMITED,
                    "at most %d uploads at once".formatted(allowance.uploads()),
                    agent,
                    SOON,
                    "uploads",
                    "q=%d;qu=\"concurrent-requests\"".formatted(allowance.uploads()));
        }
        if (!turns.tryAcquire()) {
            uploads.decrementAndGet();
            throw new ByteorException(
                    ErrorCode.UPLOADS_BUSY,
                    "at most %d uploads at once, of all agents".formatted(allowance.uploadsOfAll()),
                    "uploads",
                    null);
        }
        return new Passage(agent, uploads);
    }

    private void requireQuota(String agent, long bytes) {
        if (bytes > quota.left(agent)) {
            throw throttled(
                    ErrorCode.QUOTA_EXCEEDED,
                    "at most %d bytes a day".formatted(quota.perDay()),
                    agent,
                    quota.untilMore(agent),
                    "bytes",
                    "q=%d;w=86400;qu=\"content-bytes\"".formatted(quota.perDay()));
        }
    }

    private static ThrottledException throttled(
            ErrorCode code, String expected, String agent, Duration wait, String name, String policy) {
        return new ThrottledException(new ByteorException(code, expected, AGENT, agent), wait, name, policy);
    }

    /** One request on its way in. Belongs to one thread. */
    public final class Passage implements AutoCloseable {
        private final String agent;
        private final AtomicInteger uploads;
        private final List<GuardedBody> bodies = new ArrayList<>(1);
        private final SharedMemory.Share share;

        private Passage(String agent, AtomicInteger uploads) {
            this.agent = agent;
            this.uploads = uploads;
            this.share = memory.begin(agent);
        }

        /**
         * The request's body, guarded: reading it throws BODY_TOO_LARGE, BODY_IDLE or, as {@link ThrottledException},
         * QUOTA_EXCEEDED.
         */
        public InputStream body(InputStream body) {
            GuardedBody guarded = new GuardedBody(body, allowance.bodyBytes(), this::spend, watch);
            bodies.add(guarded);
            watch.begin(guarded);
            return guarded;
        }

        /**
         * Counts bytes that the agent did not send, but that are written for it.
         *
         * @throws ThrottledException QUOTA_EXCEEDED, and then they do not count
         */
        public void take(long bytes) {
            requireQuota(agent, bytes);
            quota.spend(agent, bytes);
        }

        /**
         * Counts memory that is about to be held until the passage is closed.
         *
         * @throws ByteorException UPLOADS_BUSY where all requests together would hold more than they may
         */
        public void hold(long bytes) {
            share.take(bytes);
        }

        /**
         * The same body where all of it is read into memory; reading throws as {@link #hold} does.
         *
         * @param factor bytes of memory for each byte of the body, of what it is made into too
         */
        public InputStream held(InputStream body, int factor) {
            return new HeldStream(body, share, factor);
        }

        private void spend(long bytes) {
            quota.spend(agent, bytes);
            requireQuota(agent, 0);
        }

        @Override
        public void close() {
            share.close();
            turns.release();
            uploads.decrementAndGet();
            bodies.forEach(watch::end);
            bodies.forEach(body -> quota.spend(agent, body.unspent()));
        }
    }
}
