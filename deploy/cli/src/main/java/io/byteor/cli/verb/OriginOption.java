package io.byteor.cli.verb;

import io.byteor.cli.api.Conditions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says of which captured record actions are. */
public final class OriginOption {
    @Option(
            names = "--origin",
            paramLabel = "LANE/SEQUENCE",
            description =
                    "Only those that came of this captured record; together with --replay, --bundle or --incident.")
    private @Nullable String origin;

    /** Adds to the conditions. */
    public Conditions and(Conditions conditions) {
        return conditions.and("origin", origin);
    }
}
