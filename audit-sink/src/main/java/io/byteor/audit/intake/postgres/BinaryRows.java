package io.byteor.audit.intake.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Rows on their way into a table by PostgreSQL's binary COPY (documentation of COPY, "Binary Format"). They leave in pieces, so that
 * the server works on the first while the next are written. Fields are put in the order of the columns. Closing before the end gives
 * the COPY up. Not thread-safe.
 */
final class BinaryRows implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int PIECE = 1 << 16;
    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private final CopyIn copy;
    private final int columns;
    private byte[] bytes = Arrays.copyOf(HEADER, 2 * PIECE);
    private int size = HEADER.length;

    private BinaryRows(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
    }

    /** @param table and its columns, as they stand behind COPY */
    static BinaryRows into(Connection connection, String table, int columns) throws SQLException {
        CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
        return new BinaryRows(manager.copyIn("COPY " + table + " FROM STDIN (FORMAT binary)"), columns);
    }

    BinaryRows row() throws SQLException {
        if (size >= PIECE) {
            send();
        }
        int16(columns);
        return this;
    }

    BinaryRows text(@Nullable String value) {
        return bytea(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryRows bytea(byte @Nullable [] value) {
        if (value == null) {
            int32(NULL);
            return this;
        }
        int32(value.length);
        return fields(value, 0, value.length);
    }

    /** Fields that are written already, each behind its length. */
    BinaryRows fields(byte[] written, int from, int to) {
        int length = to - from;
        reserve(length);
        System.arraycopy(written, from, bytes, size, length);
        size += length;
        return this;
    }

    BinaryRows int4(int value) {
        int32(Integer.BYTES);
        int32(value);
        return this;
    }

    BinaryRows int8(long value) {
        int32(Long.BYTES);
        int64(value);
        return this;
    }

    BinaryRows date(LocalDate value) {
        return int4(Math.toIntExact(value.toEpochDay() - EPOCH_DAY.toEpochDay()));
    }

    /** @param micros whole microseconds since 1970 */
    BinaryRows timestamptz(long micros) {
        return int8(micros - EPOCH_MICROS);
    }

    /** Sends the rest. Returns how many rows came. */
    long end() throws SQLException {
        int16(END);
        send();
        return copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes, 0, size);
        size = 0;
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void int16(int value) {
        reserve(Short.BYTES);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void int32(int value) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void int64(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
