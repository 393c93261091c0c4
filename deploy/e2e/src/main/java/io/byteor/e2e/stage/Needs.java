package io.byteor.e2e.stage;

import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What must serve for a proof. Other parts may serve too.
 *
 * @param parts how each is adjusted; all that a part needs is among them
 */
public record Needs(Map<Part, Adjustment> parts) {
    public Needs {
        Map<Part, Adjustment> all = new EnumMap<>(Part.class);
        parts.keySet().forEach(part -> addWithNeeds(part, all));
        all.putAll(parts);
        parts = Map.copyOf(all);
    }

    /** Every part. */
    public static Needs whole() {
        return of(Part.values());
    }

    /** These parts, and what they need. */
    public static Needs of(Part... parts) {
        Map<Part, Adjustment> all = new EnumMap<>(Part.class);
        Arrays.stream(parts).forEach(part -> all.put(part, Adjustment.NONE));
        return new Needs(all);
    }

    /** With this adjustment of a part, in the place of an earlier one. */
    public Needs adjusted(Part part, Adjustment adjustment) {
        Map<Part, Adjustment> all = new EnumMap<>(parts);
        all.put(part, adjustment);
        return new Needs(all);
    }

    private static void addWithNeeds(Part part, Map<Part, Adjustment> all) {
        part.needs().forEach(need -> addWithNeeds(need, all));
        all.put(part, Adjustment.NONE);
    }
}
