package io.byteor.audit.export;

import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import java.time.Duration;

/** Where rows come from. Thread-safe. */
public interface Snapshots {
    /**
     * Opens one.
     *
     * @param atMost how long it may stay open
     * @throws ByteorException UNAVAILABLE where the store cannot be asked now
     */
    Snapshot open(ExportQuery query, Reach reach, Duration atMost);
}
