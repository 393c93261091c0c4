package io.byteor.launcher.system;

import io.byteor.launcher.part.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What to start, and where.
 *
 * @param home the installation: the folder with the built modules
 * @param data everything that is kept; made when it is absent
 * @param port the front port that was asked for; empty for {@value #DEFAULT_PORT} or, where that is taken, any other
 * @param parts what to start; whoever names a part names what it needs
 */
public record LaunchSettings(Path home, Path data, OptionalInt port, Set<Part> parts) {
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
        for (Part part : parts) {
            if (!parts.containsAll(part.needs())) {
                throw new IllegalArgumentException("%s needs %s".formatted(part, part.needs()));
            }
        }
    }

    /** The whole system. */
    public LaunchSettings(Path home, Path data, OptionalInt port) {
        this(home, data, port, EnumSet.allOf(Part.class));
    }

    /** Broker, database and registry alone. */
    public LaunchSettings backendsOnly() {
        return new LaunchSettings(home, data, port, EnumSet.range(Part.BROKER, Part.REGISTRY));
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
