package io.byteor.launcher.part;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The processes of the system, each with those that must serve before it can start. */
public enum Part {
    BROKER("broker", Set.of()),
    DATABASE("database", Set.of()),
    REGISTRY("registry", Set.of(DATABASE)),
    INGEST("bundle-ingest", Set.of(BROKER, REGISTRY)),
    VALIDATOR("replay-validator", Set.of(BROKER, REGISTRY)),
    RUNNER("replay-runner", Set.of(BROKER, REGISTRY)),
    SINK("audit-sink", Set.of(BROKER, REGISTRY, DATABASE));

    /** The order of a clean stop: nothing ends before what needs it. Parts of one stage end side by side. */
    public static final List<Set<Part>> STOP_STAGES =
            List.of(Set.of(INGEST, VALIDATOR, RUNNER, SINK), Set.of(REGISTRY), Set.of(BROKER), Set.of(DATABASE));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of, which the checker cannot see in the type
    private final Set<Part> needs;

    Part(String label, Set<Part> needs) {
        this.label = label;
        this.needs = needs;
    }

    /** The name on tables, in logs' names and in the state file. */
    @JsonValue
    public String label() {
        return label;
    }

    public Set<Part> needs() {
        return needs;
    }

    /** Whether it is one of ours, with a management port, rather than a backend. */
    public boolean isService() {
        return ordinal() >= INGEST.ordinal();
    }

    /** @throws IllegalArgumentException if no part has this label */
    @JsonCreator
    public static Part ofLabel(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + label));
    }
}
