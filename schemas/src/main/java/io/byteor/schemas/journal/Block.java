package io.byteor.schemas.journal;

import io.byteor.schemas.digest.Digest;

/**
 * One entry of a block table. Entry 0 is the segment's header and has no records; each further one is a framed block, from
 * its count to the end of its sync marker.
 *
 * @param offset of its first byte in the segment
 * @param length in bytes, framing included
 * @param records in it; 0 for the header alone
 * @param firstSequence of its records; 0 for the header, like the three that follow
 * @param lastSequence of its records
 * @param leastTime least capture time in it, microseconds since the epoch
 * @param greatestTime greatest capture time in it, microseconds since the epoch
 * @param sha256 over its bytes
 */
public record Block(
        long offset,
        long length,
        long records,
        long firstSequence,
        long lastSequence,
        long leastTime,
        long greatestTime,
        Digest sha256) {

    static Block header(ContainerHeader header) {
        return new Block(0, header.encoded().length, 0, 0, 0, 0, 0, Digest.of(header.encoded()));
    }

    static Block read(AvroInput in) {
        long offset = in.readLong();
        long length = in.readLong();
        long records = in.readLong();
        long firstSequence = in.readLong();
        long lastSequence = in.readLong();
        long leastTime = in.readLong();
        long greatestTime = in.readLong();
        byte[] sha256 = new byte[Digest.LENGTH];
        System.arraycopy(in.bytes(), in.skip(Digest.LENGTH), sha256, 0, Digest.LENGTH);
        return new Block(
                offset, length, records, firstSequence, lastSequence, leastTime, greatestTime, Digest.ofRaw(sha256));
    }

    void writeTo(AvroOutput out) {
        out.writeLong(offset);
        out.writeLong(length);
        out.writeLong(records);
        out.writeLong(firstSequence);
        out.writeLong(lastSequence);
        out.writeLong(leastTime);
        out.writeLong(greatestTime);
        out.writeRaw(sha256.raw(), 0, Digest.LENGTH);
    }

    /** The offset of the first byte behind it. */
    public long end() {
        return offset + length;
    }
}
