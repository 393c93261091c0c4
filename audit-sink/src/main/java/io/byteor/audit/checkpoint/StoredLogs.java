package io.byteor.audit.checkpoint;

import io.byteor.schemas.digest.Digest;
import java.util.List;
import java.util.Optional;

/** The logs as they are stored. Methods throw ByteorException UNAVAILABLE if the store cannot be read now. */
public interface StoredLogs {
    /**
     * One log, and where its head says that it stands.
     *
     * @param root empty where size and frontier contradict each other
     */
    record Head(String topic, int partition, long size, Optional<Digest> root) {}

    /** All of them, in order of topic and partition. */
    List<Head> heads();

    /**
     * The leaves as they are stored, in order of their places; fewer where some are not there.
     *
     * @param from first place
     * @param to place behind the last
     */
    List<byte[]> leaves(String topic, int partition, long from, long to);
}
