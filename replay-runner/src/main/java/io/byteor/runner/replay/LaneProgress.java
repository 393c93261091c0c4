package io.byteor.runner.replay;

import io.byteor.runner.audit.SampleHashes;
import io.byteor.schemas.event.LanePosition;
import io.byteor.schemas.event.SampleHash;
import io.byteor.schemas.journal.SegmentReader;
import java.util.List;

/** How far a replay has come in one lane. Not thread-safe. */
final class LaneProgress {
    private final String lane;
    private final SampleHashes samples;
    private int segment;
    private long nextSequence;
    private long scanned;
    private long selected;
    private long selectedBytes;
    private boolean done;

    LaneProgress(String lane) {
        this.lane = lane;
        this.samples = new SampleHashes(lane);
    }

    LaneProgress(LanePosition position, List<SampleHash> samples) {
        this.lane = position.getLane();
        this.samples = SampleHashes.restore(lane, samples, position.getSelected());
        this.segment = position.getSegment();
        this.nextSequence = position.getNextSequence();
        this.scanned = position.getScanned();
        this.selected = position.getSelected();
        this.selectedBytes = position.getSelectedBytes();
        this.done = position.getDone();
    }

    String lane() {
        return lane;
    }

    int segment() {
        return segment;
    }

    void leaveSegment() {
        segment++;
    }

    long nextSequence() {
        return nextSequence;
    }

    long selected() {
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
        samples.add(selected, record.sequence(), record.recordSha256());
        selected++;
        selectedBytes += record.payloadLength();
    }

    LanePosition position() {
        return new LanePosition(lane, segment, nextSequence, scanned, selected, selectedBytes, done);
    }

    List<SampleHash> samples() {
        return samples.samples();
    }
}
