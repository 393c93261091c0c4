package io.byteor.e2e;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a trial counted, and whether the claim held.
 *
 * @param figures in the order in which they were taken
 * @param held false when one check failed
 */
public record Verdict(Map<String, Object> figures, boolean held) {
    public Verdict {
        figures = new LinkedHashMap<>(figures);
    }

    /** Begins to count. */
    public static Collector collector() {
        return new Collector();
    }

    /** Gathers figures; a check that fails refutes the claim but lets the rest be counted. Not thread-safe. */
    public static final class Collector {
        private final Map<String, Object> figures = new LinkedHashMap<>();
        private boolean held = true;

        /** Takes a figure that says how large the trial was. */
        public Collector figure(String name, Object value) {
            figures.put(name, value);
            return this;
        }

        /** Takes the figure and holds it against what it must be. */
        public Collector expect(String name, Object value, Object expected) {
            figures.put(name, value);
            if (!expected.equals(value)) {
                figures.put(name + "Expected", expected);
                held = false;
            }
            return this;
        }

        public Verdict verdict() {
            return new Verdict(figures, held);
        }
    }
}
