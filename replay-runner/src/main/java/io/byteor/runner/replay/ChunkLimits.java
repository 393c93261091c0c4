package io.byteor.runner.replay;

import java.time.Duration;

/**
 * When a chunk is committed.
 *
 * @param records as soon as it holds so many
 * @param time as soon as it has been open for so long
 * @param idle a chunk that holds nothing only moves the position, and is committed this rarely
 */
public record ChunkLimits(int records, Duration time, Duration idle) {
    public ChunkLimits {
        if (records < 1 || !time.isPositive() || idle.compareTo(time) < 0) {
            throw new IllegalArgumentException("a chunk holds at least one record and is open for some time");
        }
    }
}
