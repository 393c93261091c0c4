package io.byteor.e2e.question.postgres;

import io.byteor.e2e.question.Population.Replay;
import io.byteor.schemas.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Actions on their way into a new table, in COPY's binary format (documentation of COPY, "Binary Format"). Their digests are as
 * spread as digests are, and of nothing. Closing before the end gives the COPY up. Not thread-safe.
 */
final class CopiedActions implements AutoCloseable {
    private static final String COLUMNS =
            "replay_id, seq, day, role, lane, stage, origin_lane, origin_sequence, ordinal, target, to_lane, decision,"
                    + " payload_sha256, payload_bytes, at, leaf";

    private static final short COLUMN_COUNT = 16;
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short END = -1;
    private static final int NULL = -1;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final Instant FIRST_INSTANT =
            FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    /** Far more than one action of a population has. */
    private static final int ROW = 1 << 10;

    private final ByteBuffer waiting = ByteBuffer.allocate(1 << 16);
    private final CopyIn copy;

    /** @param table made in the same transaction, so that its rows are as a vacuum would leave them */
    CopiedActions(Connection connection, String table) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + COLUMNS + ") FROM STDIN (FORMAT binary, FREEZE)");
        waiting.put(HEADER);
    }

    void add(Replay replay, int seq) throws SQLException {
        if (waiting.remaining() < ROW) {
            send();
        }
        boolean toLane = seq % 2 == 0;
        waiting.putShort(COLUMN_COUNT);
        text(replay.id());
        number(seq);
        whole(Math.toIntExact(ChronoUnit.DAYS.between(FIRST_DAY, replay.day())));
        text(replay.role(seq));
        text("feed");
        text(toLane ? "keep" : "alert");
        text("feed");
        number(replay.sequence(seq));
        whole(seq % 2);
        text(toLane ? null : replay.target(seq));
        text(toLane ? "strong" : null);
        text(replay.decision(seq));
        digest(replay.bundle(), replay.sequence(seq));
        number(200);
        number(ChronoUnit.MICROS.between(FIRST_INSTANT, replay.at(seq)));
        digest(-1 - replay.number(), seq);
    }

    /** Sends the rest, and returns when the server has all. */
    void end() throws SQLException {
        waiting.putShort(END);
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(waiting.array(), 0, waiting.position());
        waiting.clear();
    }

    private void text(@Nullable String value) {
        if (value == null) {
            waiting.putInt(NULL);
        } else {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            waiting.putInt(bytes.length).put(bytes);
        }
    }

    /** The same of the same. */
    private void digest(int of, int part) {
        SplittableRandom bits = new SplittableRandom((long) of << Integer.SIZE | part);
        waiting.putInt(Digest.LENGTH);
        for (int written = 0; written < Digest.LENGTH; written += Long.BYTES) {
            waiting.putLong(bits.nextLong());
        }
    }

    private void whole(int value) {
        waiting.putInt(Integer.BYTES).putInt(value);
    }

    private void number(long value) {
        waiting.putInt(Long.BYTES).putLong(value);
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
