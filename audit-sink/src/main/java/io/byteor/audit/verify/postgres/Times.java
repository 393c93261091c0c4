package io.byteor.audit.verify.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as their columns give them, also those that no form of a leaf can hold. */
final class Times {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    /** The first one that the store takes no more, so no leaf has it. */
    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    private Times() {}

    /** The time of a column that is not null; {@link #BEYOND} where it lies beyond the years 1 to 9999, or is infinite. */
    static Instant at(ResultSet row, String column) throws SQLException {
        Instant at = row.getObject(column, OffsetDateTime.class).toInstant();
        return at.isBefore(EARLIEST) || at.isAfter(BEYOND) ? BEYOND : at;
    }
}
