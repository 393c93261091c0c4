package io.byteor.launcher.part;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one part gets beyond what every installation gives it, and in the place of that where both name it.
 *
 * @param environment variables
 * @param javaOptions options of its JVM
 */
public record Adjustment(Map<String, String> environment, List<String> javaOptions) {
    public static final Adjustment NONE = new Adjustment(Map.of(), List.of());

    /**
     * Both compilers, as on a server; an installation's own parts do without the second one, for a quick start. And without the cache
     * that such a start left: what the first compiler alone compiled then is never given to the second.
     */
    public static final Adjustment PEAK_SPEED = ofJava("-XX:TieredStopAtLevel=4", "-XX:AOTMode=off");

    public Adjustment {
        environment = Map.copyOf(environment);
        javaOptions = List.copyOf(javaOptions);
    }

    public static Adjustment ofJava(String... options) {
        return new Adjustment(Map.of(), List.of(options));
    }

    /** This and more, which wins where both name the same. */
    public Adjustment and(Adjustment more) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(more.environment);
        return new Adjustment(
                variables,
                Stream.concat(javaOptions.stream(), more.javaOptions.stream()).toList());
    }
}
