package io.byteor.audit.query.store;

import io.byteor.audit.query.Reach;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Conditions on rows that hold together, for a page of the newest first. Names of fields are ours, values are anybody's. */
final class Conditions {
    private final StringJoiner hql = new StringJoiner(" and ", "", " order by arrival desc");
    private final Map<String, Object> parameters = new HashMap<>();

    /** Rows behind the cursor that lie within reach. */
    static Conditions of(Reach reach, @Nullable String after) {
        Conditions conditions = new Conditions();
        conditions.hql.add("arrival < :after");
        conditions.parameters.put("after", cursor(after, Long.MAX_VALUE));
        if (!reach.all()) {
            conditions.hql.add("environment in :reach");
            conditions.parameters.put("reach", reach.environments());
        }
        return conditions;
    }

    /** Where a page begins. */
    static long cursor(@Nullable String after, long first) {
        if (after == null) {
            return first;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID, "a cursor is taken from a page's next", "after", after, e);
        }
    }

    Conditions equal(String field, @Nullable String value) {
        return value == null ? this : and(field + " = :" + field, field, value);
    }

    /** All words stand in the field, by the index that the migration makes over it. */
    Conditions words(String field, @Nullable String words) {
        String holds =
                "cast(sql('(to_tsvector(''simple'', ?) @@ plainto_tsquery(''simple'', ?))', %s, :%s) as Boolean) = true";
        return words == null ? this : and(holds.formatted(field, field), field, words);
    }

    private Conditions and(String condition, String name, String value) {
        hql.add(condition);
        parameters.put(name, value);
        return this;
    }

    String hql() {
        return hql.toString();
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
