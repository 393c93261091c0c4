package io.byteor.e2e.question.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table, in COPY's text format; cells are text that needs no escape. Not thread-safe. */
final class CopiedRows implements AutoCloseable {
    private static final int SEND_AT = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder();
    private boolean whole = true;

    CopiedRows(CopyIn copy) {
        this.copy = copy;
    }

    void add(Object... cells) throws SQLException {
        whole = false;
        for (int i = 0; i < cells.length; i++) {
            waiting.append(i == 0 ? "" : "\t").append(cells[i]);
        }
        waiting.append('\n');
        if (waiting.length() >= SEND_AT) {
            send();
        }
        whole = true;
    }

    private void send() throws SQLException {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        waiting.setLength(0);
    }

    @Override
    public void close() throws SQLException {
        if (whole) {
            send();
            copy.endCopy();
        } else if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
