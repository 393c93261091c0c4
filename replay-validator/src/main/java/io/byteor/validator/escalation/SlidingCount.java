package io.byteor.validator.escalation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers per second within a window that ends with the latest of them. Whoever takes it up to a threshold and then begins anew
 * holds fewer seconds than the threshold.
 *
 * @param seconds those with answers, in no order, each once
 */
public record SlidingCount(List<Second> seconds) {
    public static final SlidingCount NONE = new SlidingCount(List.of());

    public SlidingCount {
        seconds = List.copyOf(seconds);
    }

    /** The answers within the second that begins then. */
    public record Second(Instant at, long count) {}

    /** With more answers; those that came too long before the latest are out. Answers of the past may come late. */
    public SlidingCount plus(Instant at, long count, Duration window) {
        List<Second> all = new ArrayList<>(seconds);
        int same = all.stream().map(Second::at).toList().indexOf(at);
        if (same >= 0) {
            all.set(same, new Second(at, all.get(same).count() + count));
        } else {
            all.add(new Second(at, count));
        }
        Instant begin = new SlidingCount(all).latest().minus(window);
        all.removeIf(second -> !second.at().isAfter(begin));
        return new SlidingCount(all);
    }

    public long total() {
        return seconds.stream().mapToLong(Second::count).sum();
    }

    /** The latest second; the epoch where there is none. */
    public Instant latest() {
        return seconds.stream().map(Second::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** For a store: each second as its epoch second and its count. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(seconds.size() * 2 * Long.BYTES);
        seconds.forEach(second -> bytes.putLong(second.at().getEpochSecond()).putLong(second.count()));
        return bytes.array();
    }

    /** Out of a store. */
    public static SlidingCount of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<Second> seconds = new ArrayList<>();
        while (buffer.hasRemaining()) {
            seconds.add(new Second(Instant.ofEpochSecond(buffer.getLong()), buffer.getLong()));
        }
        return new SlidingCount(seconds);
    }
}
