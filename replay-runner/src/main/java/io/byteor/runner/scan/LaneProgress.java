package io.byteor.runner.scan;

import io.byteor.runner.audit.SampleHashes;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.SampleHash;
import io.byteor.schemas.journal.SegmentReader;
import java.util.List;

/** How far a replay has come in one lane. Not thread-safe. */
public final class LaneProgress {
    private final String lane;
    private final SampleHashes samples;
    private int segment;
    private long nextSequence;
    private long scanned;
    private long selected;
    private long selectedBytes;
    private boolean done;

    /** Before the first record. */
    public LaneProgress(String lane) {
        this.lane = lane;
        this.samples = new SampleHashes(lane);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param samples of all lanes
     */
    public LaneProgress(LanePosition position, List<SampleHash> samples) {
        this.lane = position.getLane();
        this.samples = SampleHashes.restore(lane, samples, position.getSelected());
        this.segment = position.getSegment();
        this.nextSequence = position.getNextSequence();
        this.scanned = position.getScanned();
        this.selected = position.getSelected();
        this.selectedBytes = position.getSelectedBytes();
        this.done = position.getDone();
    }

    /** Its name. */
    public String lane() {
        return lane;
    }

    int segment() {
        return segment;
    }

    void leaveSegment() {
        segment++;
    }

    /** The least sequence that has not been read. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Selected records of this lane. */
    public long selected() {
        return selected;
    }

    boolean done() {
        return done;
    }

    void finish() {
        done = true;
    }

    void scan(long sequence) {
        scanned++;
        nextSequence = sequence + 1;
    }

    void select(SegmentReader record) {
        samples.add(selected, record.sequence(), record.buffer(), record.recordOffset(), record.recordLength());
        selected++;
        selectedBytes += record.payloadLength();
    }

    public LanePosition position() {
        return new LanePosition(lane, segment, nextSequence, scanned, selected, selectedBytes, done);
    }

    public List<SampleHash> samples() {
        return samples.samples();
    }
}
