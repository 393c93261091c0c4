package io.byteor.audit.export;

import java.time.Duration;

/**
 * How large an export may be.
 *
 * @param rows of one
 * @param bytes of one
 * @param atOnce how many may run at the same time
 * @param duration how long one may run
 */
public record ExportLimits(long rows, long bytes, int atOnce, Duration duration) {
    public ExportLimits {
        if (rows < 1 || bytes < 1 || atOnce < 1 || !duration.isPositive()) {
            throw new IllegalArgumentException("every limit of an export is positive");
        }
    }
}
