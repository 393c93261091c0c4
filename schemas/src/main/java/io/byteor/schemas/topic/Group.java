package io.byteor.schemas.topic;

/** Topics that are partitioned alike. The partition counts are fixed at creation. */
public enum Group {
    /** Registry and capture facts: small, read whole by every validator. */
    FACTS(1),
    /** Everything one validator task decides over. */
    VALIDATION(6),
    /** Everything a runner owns, and what it writes. */
    REPLAY(6),
    DEAD(1);

    private final int partitions;

    Group(int partitions) {
        this.partitions = partitions;
    }

    public int partitions() {
        return partitions;
    }
}
