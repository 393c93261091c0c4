package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;

/**
 * What one segment holds.
 *
 * @param bytes of the whole file
 * @param blocks without the header
 * @param records in all blocks, at least one
 * @param firstSequence of the first record
 * @param lastSequence of the last record
 * @param leastTime least capture time, microseconds since the epoch
 * @param greatestTime greatest capture time, microseconds since the epoch
 * @param tableDigest over the entries of its block table, whichever way the table's own file is framed
 */
public record SegmentSummary(
        long bytes,
        long blocks,
        long records,
        long firstSequence,
        long lastSequence,
        long leastTime,
        long greatestTime,
        Digest tableDigest) {}
