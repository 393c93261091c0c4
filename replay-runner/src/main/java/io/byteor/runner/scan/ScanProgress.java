package io.byteor.runner.scan;

/** How far a replay has come in all of its lanes. */
public interface ScanProgress {
    /** @throws IllegalArgumentException for a lane that the replay does not read */
    LaneProgress lane(String name);

    /** Selected records of all lanes together. */
    long selected();
}
