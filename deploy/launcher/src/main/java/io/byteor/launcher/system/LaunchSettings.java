package io.byteor.launcher.system;

import io.byteor.launcher.front.FrontLimits;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What to start, and where.
 *
 * @param home the installation: the folder with the built modules
 * @param data everything that is kept; made when it is absent
 * @param port the front port that was asked for; empty for {@value #DEFAULT_PORT} or, where that is taken, any other
 * @param parts what to start; whoever names a part names what it needs
 * @param front what the front port puts up with
 * @param adjustments of single parts
 */
public record LaunchSettings(
        Path home, Path data, OptionalInt port, Set<Part> parts, FrontLimits front, Map<Part, Adjustment> adjustments) {
    public static final int DEFAULT_PORT = 8080;
    private static final int GREATEST_PORT = 65_535;

    public LaunchSettings {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        port.ifPresent(asked -> {
            if (asked < 1 || asked > GREATEST_PORT) {
                throw new IllegalArgumentException("a port is 1 to %d, not %d".formatted(GREATEST_PORT, asked));
            }
        });
        parts = Set.copyOf(parts);
        adjustments = Map.copyOf(adjustments);
        for (Part part : parts) {
            if (!parts.containsAll(part.needs())) {
                throw new IllegalArgumentException("%s needs %s".formatted(part, part.needs()));
            }
        }
    }

    /** The whole system, with the front port's limits from the environment. */
    public LaunchSettings(Path home, Path data, OptionalInt port) {
        this(home, data, port, EnumSet.allOf(Part.class), FrontLimits.of(System.getenv()), Map.of());
    }

    /** Broker, database and registry alone. */
    public LaunchSettings backendsOnly() {
        return only(EnumSet.range(Part.BROKER, Part.REGISTRY));
    }

    /** One part and what must serve before it can. */
    public LaunchSettings only(Part part) {
        Set<Part> needed = EnumSet.noneOf(Part.class);
        addWithNeeds(part, needed);
        return only(needed);
    }

    /** These parts alone, what they need among them. */
    public LaunchSettings only(Set<Part> these) {
        return new LaunchSettings(home, data, port, these, front, adjustments);
    }

    private static void addWithNeeds(Part part, Set<Part> needed) {
        part.needs().forEach(need -> addWithNeeds(need, needed));
        needed.add(part);
    }

    /** With this adjustment of a part, in the place of an earlier one. */
    public LaunchSettings adjusted(Part part, Adjustment adjustment) {
        Map<Part, Adjustment> next = new EnumMap<>(Part.class);
        next.putAll(adjustments);
        next.put(part, adjustment);
        return new LaunchSettings(home, data, port, parts, front, next);
    }

    /** How a part is adjusted. */
    public Adjustment adjustment(Part part) {
        return adjustments.getOrDefault(part, Adjustment.NONE);
    }

    /** On the default port, or any other where that is taken. */
    public static LaunchSettings of(Path home, Path data) {
        return new LaunchSettings(home, data, OptionalInt.empty());
    }

    /** The data directory where none is named. */
    public static Path defaultData(Path home) {
        return home.resolve(".byteor").resolve("data");
    }

    /** Where a part's output goes. */
    public Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }
}
