package io.byteor.audit.verify.stored;

import io.byteor.audit.checkpoint.StoredCheckpoints;
import io.byteor.audit.checkpoint.StoredLogs;
import java.util.function.Function;

/** The whole store as of one moment. For one thread. Methods of the parts throw ByteorException UNAVAILABLE if it cannot be read. */
public interface Snapshot {
    StoredActions actions();

    StoredFacts facts();

    StoredRecords records();

    StoredLogs logs();

    StoredCheckpoints checkpoints();

    /** Where snapshots are taken. Thread-safe. */
    interface Source {
        /** What the reader makes of a snapshot, which ends with it. */
        <T> T read(Function<Snapshot, T> reader);
    }
}
