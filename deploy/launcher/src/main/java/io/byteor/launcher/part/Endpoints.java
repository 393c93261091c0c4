package io.byteor.launcher.part;

import io.byteor.launcher.port.Ports;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Where every part listens, chosen before the first one starts. */
public record Endpoints(Map<Part, Endpoint> byPart) {

    public Endpoints {
        byPart = Map.copyOf(byPart);
    }

    /** Free ports for all. */
    public static Endpoints choose(Ports ports) {
        Map<Part, Endpoint> chosen = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            chosen.put(part, new Endpoint(ports.free(), part.isService() ? ports.free() : 0));
        }
        return new Endpoints(chosen);
    }

    public Endpoint of(Part part) {
        return Objects.requireNonNull(byPart.get(part));
    }
}
