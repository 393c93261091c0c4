package io.byteor.audit.intake.postgres;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** Tells apart what the database says of the rows it was given from what it says of itself, by the SQLSTATE. */
final class Refusals {
    private static final int CLASS = 2;

    private Refusals() {}

    /**
     * Whether it refuses a row for what is in it, and so will the next time: a value that its type cannot hold (class 22), a limit such
     * as that of an index entry (54), a constraint (23). The transaction was rolled back then. Of constraints those alone that are named:
     * no partition for a row, or a column that no event fills, would refuse every row, and is for people to mend. A unique violation
     * is none either: what came twice is left out by way of staging, so it tells of rows that are there and should not be.
     */
    static boolean is(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state.substring(0, Math.min(CLASS, state.length()))) {
            case "22", "54" -> true;
            case "23" -> !PSQLState.UNIQUE_VIOLATION.getState().equals(state) && constraint(failure) != null;
            default -> false;
        };
    }

    /** Of a batch of statements the cause knows. */
    private static @Nullable String constraint(SQLException failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(PSQLException.class::isInstance)
                .map(cause -> ((PSQLException) cause).getServerErrorMessage())
                .filter(Objects::nonNull)
                .map(ServerErrorMessage::getConstraint)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
