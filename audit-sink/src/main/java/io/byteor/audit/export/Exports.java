package io.byteor.audit.export;

import io.byteor.audit.access.Access;
import io.byteor.audit.access.AccessLog;
import io.byteor.audit.access.Reader;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import io.byteor.schemas.access.AccessKind;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Makes exports within limits, each with its access record. Thread-safe. */
public final class Exports {
    private final Snapshots snapshots;
    private final RowWriters writers;
    private final AccessLog accesses;
    private final Spool spool;
    private final ExportLimits limits;
    private final InstantSource clock;
    private final Semaphore turns;

    /** @param spool where files are made before they go out */
    public Exports(
            Snapshots snapshots,
            RowWriters writers,
            AccessLog accesses,
            Spool spool,
            ExportLimits limits,
            InstantSource clock) {
        this.snapshots = snapshots;
        this.writers = writers;
        this.accesses = accesses;
        this.spool = spool;
        this.limits = limits;
        this.clock = clock;
        this.turns = new Semaphore(limits.atOnce());
    }

    /**
     * Begins one, of what the reach covers and the mask does not hide. When it returns, the access is written down and nothing has gone out.
     *
     * @throws ByteorException EXPORTS_BUSY, EXPORT_TOO_LARGE, EXPORT_TOO_LONG, AUDIT_NOT_INTACT or UNAVAILABLE
     */
    public Export open(ExportQuery query, Reader reader, Reach reach, Mask mask) throws IOException {
        if (!turns.tryAcquire()) {
            throw new ByteorException(
                    ErrorCode.EXPORTS_BUSY, "at most " + limits.atOnce() + " exports at once", "exports", null);
        }
        Holdings holdings = new Holdings();
        holdings.add(turns::release);
        Export opened = null;
        try {
            opened = open(query, reader, reach, mask, holdings);
            return opened;
        } finally {
            if (opened == null) {
                holdings.close();
            }
        }
    }

    private Export open(ExportQuery query, Reader reader, Reach reach, Mask mask, Holdings holdings)
            throws IOException {
        Deadline deadline = new Deadline(clock, limits.duration());
        Snapshot snapshot = snapshots.open(query, reach, deadline);
        holdings.add(snapshot::close);
        MaskedRows masked = new MaskedRows(mask, query.of().columns());
        CountedRows rows = new CountedRows(limits.rows(), deadline, masked);
        rows.require(snapshot.rows());
        Long length = null;
        Export.Body body;
        if (query.format() == Format.PARQUET) {
            Path file = parquet(query.of().columns(), snapshot, rows, holdings);
            length = Files.size(file);
            MeteredOutput.requireAtMost(length, limits.bytes());
            deadline.require();
            body = out -> Files.copy(file, out);
        } else {
            body = out -> stream(query, snapshot, rows, out);
        }
        AccessLog.Begun begun = accesses.begin(access(query, reader, reach, mask, snapshot));
        return new Export(
                begun.accessId(),
                snapshot.answeredFrom(),
                length,
                rows,
                body,
                limits.bytes(),
                deadline,
                begun::end,
                holdings);
    }

    private void stream(ExportQuery query, Snapshot snapshot, CountedRows rows, OutputStream out) throws IOException {
        try (RowWriter writer = writers.stream(query.format(), query.of().columns(), out)) {
            snapshot.each(rows.before(writer));
            writer.finish();
        }
    }

    private Path parquet(List<Column> columns, Snapshot snapshot, CountedRows rows, Holdings holdings)
            throws IOException {
        Path folder = spool.folder();
        holdings.add(() -> Spool.remove(folder));
        Path file = folder.resolve("rows.parquet");
        try (RowWriter writer = writers.parquet(columns, file, snapshot.answeredFrom(), limits.bytes())) {
            snapshot.each(rows.before(writer));
            writer.finish();
        }
        // The rows are all there; nobody has to wait for the reader with a snapshot open.
        snapshot.close();
        return file;
    }

    private static Access access(ExportQuery query, Reader reader, Reach reach, Mask mask, Snapshot snapshot) {
        Wanted.Actions wanted = query.wanted();
        String environment = wanted.of().environment();
        return new Access(
                reader,
                AccessKind.EXPORT,
                query.document(),
                wanted.replayId(),
                wanted.of().bundle(),
                environment == null ? reach : Reach.of(List.of(environment)),
                snapshot.answeredFrom(),
                mask.paths());
    }
}
