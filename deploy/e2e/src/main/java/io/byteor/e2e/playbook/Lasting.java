package io.byteor.e2e.playbook;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a run as it would be of any other: ids and digests are numbered by their first appearance, so that it still shows which are the
 * same; times, lengths and blanks are made alike. Not thread-safe.
 */
final class Lasting {
    /** What changes from run to run, and what it is called. In order; what one has named the next do not see. */
    private enum Variable {
        DIRECTORY("file:///\\S*/bundles/[0-9a-f]{64}/"),
        DIGEST("sha256:[0-9a-f]{64}"),
        ESCALATION("[0-9a-f]{32,64}\\.\\d+\\.\\d+"),
        ID("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        CURSOR("(?<=--after )\\S+"),
        OFFSETS("\\{\"offsets\":\\{.*?\\}\\}\\}"),
        TIME("20[2-9]\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z"),
        BYTES("(?<=bytes {1,20})\\d+|\\d+(?= +completed)");

        private final Pattern pattern;

        Variable(String regex) {
            this.pattern = Pattern.compile(regex);
        }

        /** Whether values are told apart. */
        boolean numbered() {
            return this == DIGEST || this == ID || this == ESCALATION;
        }

        String label(int number) {
            String name = name().toLowerCase(Locale.ROOT);
            return numbered() ? "<%s %d>".formatted(name, number) : "<" + name + ">";
        }
    }

    private static final Pattern BLANKS = Pattern.compile("(?<=\\S) {2,}");

    private final Map<String, String> labels = new HashMap<>();
    private final Map<Variable, Integer> numbers = new HashMap<>();

    /** The lines as they last. */
    List<String> of(List<String> lines) {
        return lines.stream().map(this::of).toList();
    }

    String of(String line) {
        String lasting = line;
        for (Variable variable : Variable.values()) {
            lasting = variable.pattern
                    .matcher(lasting)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(labels.computeIfAbsent(found.group(), _ -> next(variable))));
        }
        return BLANKS.matcher(lasting).replaceAll("  ").stripTrailing();
    }

    private String next(Variable variable) {
        return variable.label(numbers.merge(variable, 1, Integer::sum));
    }
}
