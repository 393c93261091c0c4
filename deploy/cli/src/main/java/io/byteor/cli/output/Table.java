package io.byteor.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, columns as wide as their widest value. Holds all rows, so it is for a page of them. Not thread-safe. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** One value for every heading. */
    public Table row(String... values) {
        if (values.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(values.length + " values for " + rows.getFirst());
        }
        rows.add(IntStream.range(0, values.length)
                .mapToObj(column -> Printable.of(values[column]))
                .toList());
        return this;
    }

    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int column = 0; column < widths.length; column++) {
                        String value = row.get(column);
                        line.append(value).append(" ".repeat(widths[column] - value.length() + 2));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
