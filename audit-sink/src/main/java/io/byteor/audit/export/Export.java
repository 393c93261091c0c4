package io.byteor.audit.export;

import io.byteor.audit.access.AccessEnd;
import io.byteor.schemas.access.AccessOutcome;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One export whose access is written down, on its way to the reader. For one thread at a time; to be closed. */
public final class Export implements AutoCloseable {
    private final String accessId;
    private final String answeredFrom;
    private final @Nullable Long length;
    private final CountedRows rows;
    private final Body body;
    private final long mostBytes;
    private final Deadline deadline;
    private final Consumer<AccessEnd> ending;
    private final Holdings holdings;
    private boolean ended;

    /**
     * @param length in bytes; null where that is known at the end alone
     * @param rows counts those of the body
     * @param ending told once how it ended
     */
    Export(
            String accessId,
            String answeredFrom,
            @Nullable Long length,
            CountedRows rows,
            Body body,
            long mostBytes,
            Deadline deadline,
            Consumer<AccessEnd> ending,
            Holdings holdings) {
        this.accessId = accessId;
        this.answeredFrom = answeredFrom;
        this.length = length;
        this.rows = rows;
        this.body = body;
        this.mostBytes = mostBytes;
        this.deadline = deadline;
        this.ending = ending;
        this.holdings = holdings;
    }

    /** What goes out. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The record that tells, in the end, whether all of it went out. */
    public String accessId() {
        return accessId;
    }

    /** As of what it is, as a JSON object. */
    public String answeredFrom() {
        return answeredFrom;
    }

    /** In bytes; null where that is known at the end alone. */
    public @Nullable Long length() {
        return length;
    }

    /** When it ends in any case. */
    public Deadline deadline() {
        return deadline;
    }

    /**
     * Writes all of it, then writes down how it ended, then returns.
     *
     * @throws IOException where the reader went away
     * @throws ByteorException EXPORT_TOO_LARGE, EXPORT_TOO_LONG, AUDIT_NOT_INTACT or UNAVAILABLE; what was written is not whole then
     */
    public void writeTo(OutputStream out) throws IOException {
        MeteredOutput metered = new MeteredOutput(out, mostBytes, deadline);
        try {
            written(metered);
        } catch (IOException e) {
            end(new AccessEnd(AccessOutcome.CUT, rows.rows(), metered.bytes(), null, null));
            throw e;
        } catch (ByteorException e) {
            end(new AccessEnd(AccessOutcome.FAILED, rows.rows(), metered.bytes(), null, e.code()));
            throw e;
        }
        end(new AccessEnd(AccessOutcome.COMPLETED, rows.rows(), metered.bytes(), metered.sha256(), null));
    }

    private void written(OutputStream out) throws IOException {
        try {
            body.writeTo(out);
            out.flush();
        } catch (IOException e) {
            if (deadline.passed()) {
                // Whoever waits for the reader is woken by the end of the answer.
                throw deadline.exceeded(e);
            }
            throw e;
        }
    }

    private void end(AccessEnd end) {
        ended = true;
        ending.accept(end);
    }

    /** Lets go of all that is held for it. What was never written ends as a failure of ours. */
    @Override
    public void close() {
        try (holdings) {
            if (!ended) {
                end(new AccessEnd(AccessOutcome.FAILED, 0, 0, null, ErrorCode.INTERNAL));
            }
        }
    }
}
