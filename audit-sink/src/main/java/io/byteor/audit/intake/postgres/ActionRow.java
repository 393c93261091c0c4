package io.byteor.audit.intake.postgres;

import io.byteor.audit.intake.Entry;
import io.byteor.schemas.audit.ActionForm;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * An action's row out of its form. Version 1 of {@link ActionForm} has the columns' values one behind the other, each behind its length
 * and null as -1, just as a row of a binary COPY has them; only {@code ordinal} is a shorter number there, and {@code at} counts from
 * another year. So what is stored is what was hashed.
 */
final class ActionRow {
    private static final byte VERSION_1 = 1;
    private static final int BEFORE_ORDINAL = 7;
    private static final int LENGTH = Integer.BYTES;
    private static final int NUMBER = LENGTH + Long.BYTES;

    private ActionRow() {}

    /** Day, the form's fields, leaf. */
    static void put(BinaryRows rows, LocalDate day, Entry.Action action) throws SQLException {
        byte[] form = action.form();
        if (form[0] != VERSION_1) {
            throw new IllegalArgumentException("a form of version " + form[0]);
        }
        ByteBuffer fields = ByteBuffer.wrap(form);
        int ordinal = 1;
        for (int field = 0; field < BEFORE_ORDINAL; field++) {
            ordinal += LENGTH + Math.max(0, fields.getInt(ordinal));
        }
        int at = form.length - NUMBER;
        rows.row()
                .date(day)
                .fields(form, 1, ordinal)
                .int4(Math.toIntExact(fields.getLong(ordinal + LENGTH)))
                .fields(form, ordinal + NUMBER, at)
                .timestamptz(fields.getLong(at + LENGTH))
                .bytea(action.leaf());
    }
}
