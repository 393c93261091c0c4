package io.byteor.e2e.tamper.postgres;

import java.util.List;

/**
 * One change of the store, behind its back.
 *
 * @param kind of change, for the figures
 * @param place of which the verdict must be, as {@code kind:id}
 * @param verdict that must be given
 * @param touched rows that the change may touch, which are put back afterwards
 * @param statements that make it
 */
public record Tampering(String kind, String place, String verdict, List<Touched> touched, List<String> statements) {
    public Tampering {
        touched = List.copyOf(touched);
        statements = List.copyOf(statements);
    }

    /**
     * Rows of a table.
     *
     * @param where a condition that holds for them before and after
     */
    public record Touched(String table, String where) {}

    static Tampering of(String kind, String place, String verdict, Touched touched, String... statements) {
        return new Tampering(kind, place, verdict, List.of(touched), List.of(statements));
    }
}
