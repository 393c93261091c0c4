package io.byteor.audit.export;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;

/** Counts the rows of one export, masks them, and ends it at a limit or when its time is over. Not thread-safe. */
final class CountedRows {
    private final long most;
    private final Deadline deadline;
    private final MaskedRows masked;
    private long rows;

    CountedRows(long most, Deadline deadline, MaskedRows masked) {
        this.most = most;
        this.deadline = deadline;
        this.masked = masked;
    }

    /** A sink that masks and counts what it hands on; it throws EXPORT_TOO_LARGE and EXPORT_TOO_LONG. */
    RowSink before(RowSink sink) {
        return values -> {
            require(rows + 1);
            deadline.require();
            masked.hide(values);
            sink.row(values);
            rows++;
        };
    }

    /** @throws ByteorException EXPORT_TOO_LARGE where there are more than an export may have */
    void require(long expected) {
        if (expected > most) {
            throw new ByteorException(ErrorCode.EXPORT_TOO_LARGE, "at most " + most + " rows", "rows", expected);
        }
    }

    long rows() {
        return rows;
    }
}
