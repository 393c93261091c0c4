package io.byteor.audit.export;

import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;

/** Where rows come from. Thread-safe. */
public interface Snapshots {
    /**
     * Opens one.
     *
     * @param deadline until when it may stay open
     * @throws ByteorException EXPORT_TOO_LONG where that took too long; UNAVAILABLE where the store cannot be asked now
     */
    Snapshot open(ExportQuery query, Reach reach, Deadline deadline);
}
