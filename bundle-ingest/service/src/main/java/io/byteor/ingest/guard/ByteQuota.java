package io.byteor.ingest.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How many bytes each agent may send in a day, counted by the hour. Thread-safe. */
public final class ByteQuota {
    private static final int HOURS = 24;

    private final long perDay;
    private final InstantSource clock;
    private final AgentMemory<Day> days = new AgentMemory<>(AgentMemory.AGENTS, Day::new);

    /** A quota of so many bytes in any 24 hours. */
    public ByteQuota(long perDay, InstantSource clock) {
        this.perDay = perDay;
        this.clock = clock;
    }

    public long perDay() {
        return perDay;
    }

    /** Bytes that the agent may still send now; negative where it has sent more than it may. */
    public long left(String agent) {
        return perDay - days.of(agent).sum(hour(clock.instant()));
    }

    /** Counts bytes that the agent has sent. */
    public void spend(String agent, long bytes) {
        days.of(agent).add(hour(clock.instant()), bytes, hour(clock.instant()));
    }

    /** Counts bytes that the agent is known to have sent earlier; those of more than a day ago no longer count. */
    public void recall(String agent, Instant at, long bytes) {
        days.of(agent).add(hour(at), bytes, hour(clock.instant()));
    }

    /** How long until the oldest hour that counts no longer does. */
    public Duration untilMore(String agent) {
        Instant now = clock.instant();
        long frees = days.of(agent).oldest(hour(now)) + HOURS;
        return Duration.between(now, Instant.EPOCH.plus(Duration.ofHours(frees)));
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
    }

    /** A ring of hours. */
    private static final class Day {
        private final long[] hours = new long[HOURS];
        private final long[] bytes = new long[HOURS];

        private synchronized void add(long hour, long sent, long now) {
            if (hour > now || hour <= now - HOURS) {
                return;
            }
            int slot = Math.floorMod(hour, HOURS);
            if (hours[slot] != hour) {
                hours[slot] = hour;
                bytes[slot] = 0;
            }
            bytes[slot] += sent;
        }

        private synchronized long sum(long now) {
            long sum = 0;
            for (int slot = 0; slot < HOURS; slot++) {
                if (hours[slot] > now - HOURS) {
                    sum += bytes[slot];
                }
            }
            return sum;
        }

        private synchronized long oldest(long now) {
            long oldest = now;
            for (int slot = 0; slot < HOURS; slot++) {
                if (hours[slot] > now - HOURS && bytes[slot] > 0) {
                    oldest = Math.min(oldest, hours[slot]);
                }
            }
            return oldest;
        }
    }
}
