package io.byteor.audit.export;

import io.byteor.audit.mask.Mask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mask on rows: each is the document whose members are the columns. Immutable. */
final class MaskedRows {
    private final Mask mask;
    private final List<Column> columns;
    private final boolean[] hidden;

    MaskedRows(Mask mask, List<Column> columns) {
        this.mask = mask;
        this.columns = columns;
        this.hidden = new boolean[columns.size()];
        for (int column = 0; column < hidden.length; column++) {
            hidden[column] = mask.hides(columns.get(column).name());
        }
    }

    /** Puts null in the place of what is hidden. */
    void hide(@Nullable Object[] values) {
        for (int column = 0; column < hidden.length; column++) {
            if (hidden[column]) {
                values[column] = null;
            } else if (columns.get(column).type() == Column.Type.JSON && values[column] instanceof String json) {
                values[column] = mask.member(columns.get(column).name(), json);
            }
        }
    }
}
