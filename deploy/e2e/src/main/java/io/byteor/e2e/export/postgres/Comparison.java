package io.byteor.e2e.export.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A Parquet file held against the tables, row by row and value by value.
 *
 * @param rows of the tables
 * @param different rows of both that differ
 * @param alone rows that only one of them has
 */
public record Comparison(long rows, long different, long alone) {
    private static final int COLUMNS = 17;
    private static final String PARQUET = """
            SELECT replayId, seq, role, lane, stage, originLane, originSequence, ordinal, target, toLane, decision, reason, key,
                payloadSha256, payloadBytes, epoch_us("at"), leaf FROM read_parquet('%s')""";

    /**
     * Reads both, side by side.
     *
     * @throws SQLException where one of them cannot be read
     */
    public static Comparison of(Path file, ActionTable table, String environment) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement ask = duckdb.createStatement();
                ResultSet exported = ask.executeQuery(PARQUET.formatted(file));
                ResultSet stored = table.rows(environment)) {
            long rows = 0;
            long different = 0;
            long alone = 0;
            boolean inFile = exported.next();
            boolean inTable = stored.next();
            while (inFile || inTable) {
                if (inFile && inTable) {
                    different += values(exported).equals(values(stored)) ? 0 : 1;
                } else {
                    alone++;
                }
                rows += inTable ? 1 : 0;
                inFile = inFile && exported.next();
                inTable = inTable && stored.next();
            }
            return new Comparison(rows, different, alone);
        }
    }

    private static List<String> values(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>(COLUMNS);
        for (int column = 1; column <= COLUMNS; column++) {
            String value = row.getString(column);
            values.add(value == null ? "null" : "=" + value);
        }
        return values;
    }
}
