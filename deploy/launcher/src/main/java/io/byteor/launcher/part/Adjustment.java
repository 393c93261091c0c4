package io.byteor.launcher.part;

import java.util.List;
import java.util.Map;

/**
 * What one part gets beyond what every installation gives it, and in the place of that where both name it.
 *
 * @param environment variables
 * @param javaOptions options of its JVM
 */
public record Adjustment(Map<String, String> environment, List<String> javaOptions) {
    public static final Adjustment NONE = new Adjustment(Map.of(), List.of());

    public Adjustment {
        environment = Map.copyOf(environment);
        javaOptions = List.copyOf(javaOptions);
    }
}
